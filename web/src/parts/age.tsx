/** How long ago, in one or two short words that move on by themselves. */
import { useTranslation } from "react-i18next";
import { agoOf } from "./ago";
import { useMinute } from "./clock";

export function Age({ since }: { since: string }) {
  const { t, i18n } = useTranslation();
  const now = useMinute();
  const { count, unit } = agoOf(new Date(since), now);
  const exact = exactIn(i18n.language);
  return (
    <time dateTime={since} title={exact.format(new Date(since))}>
      {unit === "now" ? t("age.now") : t(`age.${unit}`, { count })}
    </time>
  );
}

const made = new Map<string, Intl.DateTimeFormat>();

/** Made once for a language: making it is what costs, and every row of a list has an age. */
function exactIn(language: string) {
  const exact =
    made.get(language) ??
    new Intl.DateTimeFormat(language, { dateStyle: "medium", timeStyle: "short" });
  made.set(language, exact);
  return exact;
}
