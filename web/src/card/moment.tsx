/** When something was: the hour today, the day before that, the year where it is another one. */
import { useTranslation } from "react-i18next";

function shape(date: Date, now: Date): Intl.DateTimeFormatOptions {
  if (date.toDateString() === now.toDateString()) return { hour: "2-digit", minute: "2-digit" };
  const day = { day: "numeric", month: "short" } as const;
  if (date.getFullYear() !== now.getFullYear()) return { ...day, year: "numeric" };
  return { ...day, hour: "2-digit", minute: "2-digit" };
}

export function Moment({ at }: { at: string }) {
  const { i18n } = useTranslation();
  const date = new Date(at);
  const whole = { dateStyle: "long", timeStyle: "short" } as const;
  return (
    <time dateTime={at} title={date.toLocaleString(i18n.language, whole)}>
      {date.toLocaleString(i18n.language, shape(date, new Date()))}
    </time>
  );
}

/** The day alone. */
export function Day({ at }: { at: string }) {
  const { i18n } = useTranslation();
  return (
    <time dateTime={at}>
      {new Date(at).toLocaleDateString(i18n.language, { dateStyle: "medium" })}
    </time>
  );
}
