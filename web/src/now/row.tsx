/** One who waits: what they said, since when, who is told next; taken over where it stands. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Avatar, ChannelGlyph, Who } from "@/parts";
import { Actions } from "./actions";
import type { NextStep, Waiting } from "./asking";
import styles from "./now.module.css";
import { Since, Until } from "./ticking";

interface Props {
  waiting: Waiting;
  skew: number;
}

export function WaitingRow({ waiting, skew }: Props) {
  const { t } = useTranslation("now");
  const { conversation: one, next } = waiting;
  return (
    <tr className={styles.row}>
      <td>
        <Link href={`/inbox/all/${one.conversation_id}`} className={styles.client}>
          <Avatar
            name={one.name}
            size={32}
            corner={<ChannelGlyph channel={one.channel} size={11} />}
          />
          <span className={styles.grow}>
            <bdi className={styles.name}>{one.name ?? t("nameless")}</bdi>
            <bdi className={styles.words}>{one.subject ?? one.last_text ?? "…"}</bdi>
          </span>
        </Link>
      </td>
      <td data-label={t("waits")}>
        {one.waiting_since && <Since at={one.waiting_since} skew={skew} />}
      </td>
      <td data-label={t("next")}>
        <Next next={next} acknowledgedBy={one.acknowledged_by} skew={skew} />
      </td>
      <td data-label={t("holder")}>
        {one.assignee_id ? <Who id={one.assignee_id} /> : <b>{t("taken")}</b>}
      </td>
      <td>
        <Actions conversation={one} />
      </td>
    </tr>
  );
}

interface NextProps {
  next: NextStep | null;
  acknowledgedBy: string | null;
  skew: number;
}

function Next({ next, acknowledgedBy, skew }: NextProps) {
  const { t } = useTranslation("now");
  if (acknowledgedBy)
    return (
      <span className={styles.dim}>
        {t("acknowledgedBy")} <Who id={acknowledgedBy} />
      </span>
    );
  if (!next) return <span className={styles.dim}>{t("ended")}</span>;
  return (
    <span className={styles.next}>
      <Until at={next.at} skew={skew} />
      <span className={styles.dim}>
        → {next.employee_id ? <Who id={next.employee_id} /> : t("level", { level: next.level + 1 })}
      </span>
    </span>
  );
}
