/** How much of the time to answer is gone: a ring that fills, red and broken when it is too late. */
import { useTranslation } from "react-i18next";
import { useMinute } from "./clock";
import styles from "./parts.module.css";

const ROUND = 2 * Math.PI * 7;

interface Props {
  waitingSince: string | null | undefined;
  dueAt: string | null | undefined;
}

export function ClockRing({ waitingSince, dueAt }: Props) {
  const { t } = useTranslation();
  const now = useMinute();
  if (!waitingSince || !dueAt) return null;
  const from = Date.parse(waitingSince);
  const to = Date.parse(dueAt);
  const gone = Math.min(1, Math.max(0, (now - from) / Math.max(1, to - from)));
  const minutes = Math.max(1, Math.round(Math.abs(to - now) / 60_000));
  const late = now >= to;
  const name = late ? t("clock.late", { count: minutes }) : t("clock.left", { count: minutes });
  return (
    <svg className={styles.ring} data-state={state(gone, late)} viewBox="0 0 18 18" role="img">
      <title>{name}</title>
      <circle cx="9" cy="9" r="7" className={styles.track} />
      <circle cx="9" cy="9" r="7" strokeDasharray={`${gone * ROUND} ${ROUND}`} />
      {late && <path d="M9 5.5v4M9 12v.6" className={styles.mark} />}
    </svg>
  );
}

function state(gone: number, late: boolean) {
  if (late) return "late";
  return gone > 0.66 ? "soon" : "calm";
}
