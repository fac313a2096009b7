/** How long ago, in one or two short words that move on by themselves. */
import { useTranslation } from "react-i18next";
import { agoOf } from "./ago";
import { useMinute } from "./minute";

export function Age({ since }: { since: string }) {
  const { t, i18n } = useTranslation();
  const now = useMinute();
  const { count, unit } = agoOf(new Date(since), now);
  const exact = new Intl.DateTimeFormat(i18n.language, { dateStyle: "medium", timeStyle: "short" });
  return (
    <time dateTime={since} title={exact.format(new Date(since))}>
      {unit === "now" ? t("age.now") : t(`age.${unit}`, { count })}
    </time>
  );
}
