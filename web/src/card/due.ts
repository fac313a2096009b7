/** When a task may be due: what people mean by tonight, tomorrow, in a week. */
export type Choice = "tonight" | "tomorrow" | "week";

function at(day: Date, days: number, hour: number): Date {
  return new Date(day.getFullYear(), day.getMonth(), day.getDate() + days, hour);
}

/** Those that are still to come. */
export function choices(now: Date): [Choice, Date][] {
  const all: [Choice, Date][] = [
    ["tonight", at(now, 0, 18)],
    ["tomorrow", at(now, 1, 10)],
    ["week", at(now, 7, 10)],
  ];
  return all.filter(([, date]) => date > now);
}

/** As `<input type="datetime-local">` wants it: the local time without an offset. */
export function local(date: Date): string {
  const two = (part: number) => String(part).padStart(2, "0");
  const day = [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join("-");
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`;
}

/** With its offset; null: nothing that is a time was written. */
export function moment(written: string): string | null {
  const time = new Date(written);
  return written && !Number.isNaN(time.getTime()) ? time.toISOString() : null;
}
