/** A row of the list: who, where, what was said last, how long they wait, who has it. */
import { Checkbox } from "@mantine/core";
import { IconAlertTriangle, IconBellZ, IconPencil, IconUser } from "@tabler/icons-react";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Conversation } from "@/api/conversations";
import { Age, Avatar, ChannelGlyph, ClockRing, Labels, Who } from "@/parts";
import { Preview } from "./preview";
import styles from "./row.module.css";
import { Until } from "./until";

interface Props {
  row: Conversation;
  to: string;
  open: boolean;
  marked: boolean;
  showAssignee: boolean;
  onMark: (id: string, range: boolean) => void;
  onLook: (row: Conversation) => void;
}

export const Row = memo(function Row({
  row,
  to,
  open,
  marked,
  showAssignee,
  onMark,
  onLook,
}: Props) {
  const { t } = useTranslation("inbox");
  const id = row.conversation_id;
  const name = row.name ?? t("shell:nameless");
  const marks = isMarked(row, showAssignee);
  function press(event: MouseEvent) {
    if (!event.shiftKey) return;
    event.preventDefault();
    onMark(id, true);
  }
  return (
    <div className={styles.row} data-open={open || undefined} data-marked={marked || undefined}>
      <Link
        to={to}
        className={styles.link}
        aria-current={open || undefined}
        onClick={press}
        onPointerDown={() => onLook(row)}
      >
        <Avatar
          name={row.name}
          size={36}
          corner={<ChannelGlyph channel={row.channel} size={13} />}
        />
        <span className={styles.text}>
          <span className={styles.line}>
            <bdi className={styles.name} data-waits={row.waiting_since ? true : undefined}>
              {name}
            </bdi>
            <span className={styles.time}>
              <ClockRing waitingSince={row.waiting_since} dueAt={row.due_at} />
              <Age since={row.waiting_since ?? row.last_at} />
            </span>
          </span>
          <Preview row={row} tall={!marks} />
          {marks && <Marks row={row} showAssignee={showAssignee} />}
        </span>
      </Link>
      <Checkbox
        className={styles.mark}
        size="xs"
        checked={marked}
        aria-label={t("mark", { name: name.slice(0, 80) })}
        onClick={(event) => onMark(id, event.shiftKey)}
        onChange={() => undefined}
        tabIndex={-1}
      />
    </div>
  );
});

const isMarked = (row: Conversation, showAssignee: boolean) =>
  row.failed > 0 ||
  row.draft ||
  row.snoozed ||
  row.labels.length > 0 ||
  (showAssignee && row.assignee_id !== null);

function Marks({ row, showAssignee }: { row: Conversation; showAssignee: boolean }) {
  const { t } = useTranslation("inbox");
  return (
    <span className={styles.marks}>
      {row.failed > 0 && (
        <span className={styles.failed}>
          <IconAlertTriangle size={13} aria-hidden /> {t("failed")}
        </span>
      )}
      {row.draft && (
        <span className={styles.draft}>
          <IconPencil size={13} aria-hidden /> {t("draft")}
        </span>
      )}
      {row.snoozed && (
        <span>
          <IconBellZ size={13} aria-hidden /> <Until until={row.snoozed_until ?? null} />
        </span>
      )}
      {showAssignee && row.assignee_id && (
        <span className={styles.assignee}>
          <IconUser size={13} aria-hidden /> <Who id={row.assignee_id} />
        </span>
      )}
      <Labels labels={row.labels} most={2} />
    </span>
  );
}
