/** When a snoozed conversation comes back, as short as it can be said. */
import { useTranslation } from "react-i18next";

const DAY_MILLISECONDS = 86_400_000;
const TODAY = { hour: "2-digit", minute: "2-digit" } as const;
const SOON = { weekday: "short", ...TODAY } as const;
const LATER = { day: "numeric", month: "short" } as const;

export function Until({ until }: { until: string | null }) {
  const { t, i18n } = useTranslation("inbox");
  if (!until) return <>{t("untilReply")}</>;
  const at = new Date(until);
  const away = at.getTime() - Date.now();
  const near = away < 6 * DAY_MILLISECONDS ? SOON : LATER;
  const form = at.toDateString() === new Date().toDateString() ? TODAY : near;
  const words = new Intl.DateTimeFormat(i18n.language, form).format(at);
  return <time dateTime={until}>{words}</time>;
}
