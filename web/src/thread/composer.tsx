/** The composer: pinned below the timeline; an answer to the client, or a note to colleagues. */
import { SegmentedControl, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Arrived } from "./arrived";
import { Attach, Attachments } from "./attaching";
import { ChannelChoice } from "./channel-choice";
import styles from "./composer.module.css";
import type { Composing, Sending } from "./composing";
import { Editor, type Field } from "./editor";
import type { Kind } from "./kept";
import { OtherDraft } from "./other-draft";
import { SendButton } from "./send-button";
import { sizeOf } from "./times";
import { MOST_BYTES, upload } from "./uploading";

interface Props {
  composing: Composing;
  field: Field;
  /** Sends, and goes on to the next conversation where that was asked for. */
  send: (sending?: Sending) => void;
  mayReply: boolean;
}

export function Composer({ composing, field, send, mayReply }: Props) {
  const { t, i18n } = useTranslation("thread");
  const { kind, setKind, keeper, draft, target } = composing;
  const [over, setOver] = useState(false);
  const inside = useRef(0);
  const reply = kind === "reply";
  const mail = reply && target.channel === "email";
  const add = (files: Iterable<File>) => {
    if (!reply) return;
    const tooLarge = t("files.tooLarge", { most: sizeOf(MOST_BYTES, i18n.language) });
    for (const file of files) void upload(keeper, file, tooLarge);
  };
  return (
    <form
      className={styles.composer}
      data-kind={kind}
      data-over={over && reply}
      aria-label={t(reply ? "composer.reply" : "composer.note")}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
      onDragEnter={() => {
        inside.current += 1;
        setOver(true);
      }}
      onDragLeave={() => {
        inside.current -= 1;
        setOver(inside.current > 0);
      }}
      onDragOver={(event) => event.preventDefault()}
      onDrop={(event) => {
        event.preventDefault();
        inside.current = 0;
        setOver(false);
        add(event.dataTransfer.files);
      }}
    >
      <Arrived composing={composing} send={send} field={field} />
      <OtherDraft keeper={keeper} />
      <div className={styles.top}>
        <SegmentedControl
          size="xs"
          value={kind}
          onChange={(value) => {
            setKind(value as Kind);
            field.focus();
          }}
          data={[
            ...(mayReply ? [{ value: "reply", label: t("reply.name") }] : []),
            { value: "note", label: t("note.name") },
          ]}
        />
        {reply ? <ChannelChoice composing={composing} /> : <span>{t("note.only")}</span>}
      </div>
      {mail && (
        <TextInput
          size="xs"
          variant="unstyled"
          className={styles.subject}
          value={draft.typed.subject}
          maxLength={300}
          placeholder={t("subject.same")}
          aria-label={t("subject.name")}
          onChange={(event) => composing.type({ subject: event.currentTarget.value })}
        />
      )}
      <Editor composing={composing} field={field} add={add} send={send} />
      <Attachments keeper={keeper} />
      <div className={styles.bottom}>
        {reply && <Attach add={add} />}
        <span className={styles.hint}>{t(reply ? "composer.hint" : "composer.noteHint")}</span>
        <SendButton composing={composing} send={send} />
      </div>
      {over && reply && <div className={styles.drop}>{t("files.drop")}</div>}
    </form>
  );
}
