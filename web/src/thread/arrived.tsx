/** What arrived while one wrote: shown before anything is sent. */
import { Button, Group, Loader } from "@mantine/core";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { Who } from "@/parts";
import styles from "./composer.module.css";
import type { Composing, Sending } from "./composing";
import type { Field } from "./editor";
import { foldedText } from "./folding";
import { clockOf } from "./times";
import type { Message } from "./wire";

interface Props {
  composing: Composing;
  send: (sending?: Sending) => void;
  field: Field;
}

export function Arrived({ composing, send, field }: Props) {
  const { t } = useTranslation("thread");
  const { news, held, goOn, kind } = composing;
  const block = useRef<HTMLElement>(null);
  useEffect(() => {
    if (held) block.current?.focus();
  }, [held]);
  if (kind !== "reply" || (news.length === 0 && !held)) return null;
  const back = () => {
    goOn();
    field.focus();
  };
  return (
    <section
      ref={block}
      className={styles.arrived}
      tabIndex={-1}
      aria-label={t("guard.name")}
      aria-live="polite"
    >
      <strong>{t(held ? "guard.held" : "guard.name")}</strong>
      {news.length === 0 && <Loader size="xs" />}
      <ul className={styles.news}>
        {news.map((message) => (
          <New key={message.message_id} message={message} />
        ))}
      </ul>
      <Group gap="xs">
        {held && (
          <Button size="xs" onClick={() => send({ ...held, anyway: true })}>
            {t("guard.anyway")}
          </Button>
        )}
        <Button size="xs" variant="default" onClick={back}>
          {t("guard.goOn")}
        </Button>
      </Group>
    </section>
  );
}

function New({ message }: { message: Message }) {
  const { t, i18n } = useTranslation("thread");
  const text = message.text ?? "";
  const folded = foldedText(text);
  return (
    <li>
      <span className={styles.author}>
        {message.direction === "out" ? <Who id={message.by} /> : t("guard.client")}
        {", "}
        {clockOf(new Date(message.at), i18n.language)}
        {message.direction === "out" && ` · ${t("guard.colleague")}`}
      </span>
      <div className={styles.newText} dir="auto">
        {folded === null ? text || t("noText") : `${folded}…`}
      </div>
    </li>
  );
}
