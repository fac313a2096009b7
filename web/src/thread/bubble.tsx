/** A message or a note. */
import { IconNote } from "@tabler/icons-react";
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { ChannelGlyph, Who } from "@/parts";
import styles from "./bubble.module.css";
import { Delivery } from "./delivery-line";
import { Files } from "./files";
import { Formatted } from "./formatted";
import { Marks } from "./marks";
import { useReading } from "./reading";
import { SaidText } from "./said-text";
import { clockOf, fullOf } from "./times";
import type { Message } from "./wire";

interface Props {
  message: Message;
  /** Whether somebody else spoke before: then it says who this is. */
  first: boolean;
}

export const Bubble = memo(function Bubble({ message, first }: Props) {
  const { i18n } = useTranslation();
  const reading = useReading();
  const at = new Date(message.at);
  const mentioned = reading.colleagues.filter((one) => message.mentions?.includes(one.employee_id));
  return (
    <article className={styles.row} data-direction={message.direction} data-first={first}>
      <div className={styles.bubble} data-machine={message.machine !== null}>
        {first && <Head message={message} />}
        {message.subject && (
          <div className={styles.subject} dir="auto">
            {message.subject}
          </div>
        )}
        {message.text && <SaidText text={message.text} mentioned={mentioned} />}
        <Nothing message={message} />
        <Files message={message.message_id} files={message.attachments} />
        {message.html && <Formatted message={message.message_id} />}
        <div className={styles.foot}>
          <Marks message={message} />
          <time dateTime={message.at} title={fullOf(at, i18n.language)}>
            {clockOf(at, i18n.language)}
          </time>
        </div>
        {message.direction === "out" && <Delivery message={message} />}
      </div>
    </article>
  );
});

function Head({ message }: { message: Message }) {
  const { t } = useTranslation("thread");
  const { conversation, conversationOf, name, me } = useReading();
  const elsewhere = message.conversation_id !== conversation;
  const there = elsewhere ? conversationOf(message.conversation_id) : undefined;
  return (
    <header className={styles.head}>
      {message.direction === "note" && <IconNote size={14} aria-hidden />}
      <span className={styles.author}>
        {message.direction === "in" && <bdi>{there?.name ?? name ?? t("nameless")}</bdi>}
        {message.direction !== "in" && message.by && message.by === me && t("me")}
        {message.direction !== "in" && message.by !== me && message.by && <Who id={message.by} />}
        {message.direction !== "in" && !message.by && t("theHub")}
      </span>
      {message.direction === "note" && <span>{t("note.only")}</span>}
      {elsewhere && (
        <span className={styles.channel}>
          <ChannelGlyph channel={there?.channel ?? ""} size={14} />
          {there && <bdi>{there.account}</bdi>}
        </span>
      )}
    </header>
  );
}

/** A message without any words says so. */
function Nothing({ message }: { message: Message }) {
  const { t } = useTranslation("thread");
  if (message.text || message.unreadable || message.attachments.length > 0) return null;
  return <div className={styles.nothing}>{t(message.html ? "noPlainText" : "noText")}</div>;
}
