/** What was found: cards by name or address, and messages by their words. */
import { Loader } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Moment } from "@/card/moment";
import { Avatar, ChannelGlyph } from "@/parts";
import { inWords } from "@/shell/notices";
import { type Found, useFound } from "./asking";
import styles from "./clients.module.css";

export function FoundList({ words, current }: { words: string; current: string | undefined }) {
  const { t } = useTranslation("clients");
  const { data, error } = useFound(words);
  if (error) return <p className={styles.choose}>{inWords(error)}</p>;
  if (!data) return <Loader size="sm" m="md" />;
  const none = data.clients.length === 0 && data.messages.length === 0;
  return (
    <div className={styles.list} aria-live="polite">
      {none && <p className={styles.choose}>{t("nothing")}</p>}
      {data.clients.length > 0 && <Cards clients={data.clients} current={current} />}
      {data.messages.length > 0 && <Messages messages={data.messages} />}
      {data.more && <p className={styles.choose}>{t("more")}</p>}
    </div>
  );
}

function Cards({ clients, current }: { clients: Found["clients"]; current: string | undefined }) {
  const { t } = useTranslation("clients");
  return (
    <>
      <h2 className={styles.heading}>{t("cards")}</h2>
      <ul aria-label={t("cards")}>
        {clients.map((one) => (
          <li key={one.client_id}>
            <Link
              href={`/clients/${one.client_id}`}
              className={styles.row}
              aria-current={one.client_id === current ? "page" : undefined}
            >
              <Avatar name={one.name} />
              <span className={styles.grow}>
                <bdi className={styles.cut}>{one.name ?? t("nameless")}</bdi>
                <bdi className={`${styles.cut} ${styles.dim}`}>{one.match}</bdi>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}

function Messages({ messages }: { messages: Found["messages"] }) {
  const { t } = useTranslation("clients");
  return (
    <>
      <h2 className={styles.heading}>{t("messages")}</h2>
      <ul aria-label={t("messages")}>
        {messages.map((one) => (
          <li key={one.message_id}>
            <Link href={`/inbox/all/${one.conversation_id}`} className={styles.row}>
              <ChannelGlyph channel={one.channel} />
              <span className={styles.grow}>
                <span className={styles.between}>
                  <bdi className={styles.cut}>{one.name ?? t("nameless")}</bdi>
                  <span className={styles.dim}>
                    <Moment at={one.at} />
                  </span>
                </span>
                <span className={styles.quote} dir="auto">
                  {one.before}
                  <mark>{one.hit}</mark>
                  {one.after}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </>
  );
}
