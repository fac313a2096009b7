/** A row of the timeline. */
import { memo } from "react";
import { useTranslation } from "react-i18next";
import { Bubble } from "./bubble";
import { CallRow } from "./call-row";
import type { Row } from "./days";
import styles from "./line.module.css";
import { LineRow } from "./line-row";
import { PendingBubble } from "./pending-bubble";
import { dayInWords } from "./times";

export const TimelineRow = memo(function TimelineRow({ row }: { row: Row }) {
  if (row.kind === "day") return <Day day={row.day} />;
  if (row.kind === "pending") return <PendingBubble pending={row.pending} />;
  const { entry, first } = row;
  if (entry.message) return <Bubble message={entry.message} first={first} />;
  if (entry.call) return <CallRow call={entry.call} />;
  return <LineRow entry={entry} />;
});

function Day({ day }: { day: Date }) {
  const { i18n } = useTranslation();
  return (
    <div className={styles.day}>
      <time dateTime={day.toISOString()}>{dayInWords(day, i18n.language)}</time>
    </div>
  );
}
