/** What is out of the ordinary about a message, each in a word. */
import { Badge, Tooltip } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSpoken } from "@/words/spoken";
import styles from "./bubble.module.css";
import type { Message } from "./wire";

export function Marks({ message }: { message: Message }) {
  const { t } = useTranslation("thread");
  const spoken = useSpoken();
  const marks = [
    message.edited_at && { word: t("marks.edited"), why: t("marks.editedWhy") },
    message.history && { word: t("marks.history"), why: t("marks.historyWhy") },
    message.machine && {
      word: t(`marks.machine.${message.machine}`),
      why: t("marks.machineWhy"),
    },
    message.unreadable && { word: t("marks.unreadable"), why: spoken(message.unreadable) },
  ].filter((mark) => !!mark);
  const raw = message.raw && (message.unreadable !== null || message.html);
  return (
    <>
      {marks.map(({ word, why }) => (
        <Tooltip key={word} label={why} multiline maw={320} withArrow>
          <Badge size="xs" variant="default" className={styles.mark}>
            {word}
          </Badge>
        </Tooltip>
      ))}
      {raw && (
        <a className={styles.raw} href={`/v1/messages/${message.message_id}/raw`} download>
          {t("marks.raw")}
        </a>
      )}
    </>
  );
}
