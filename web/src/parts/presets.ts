/** Until when one snoozes, in words: the times behind them. */
const MORNING = 9;

export function inHours(hours: number, now: Date): Date {
  const then = new Date(now.getTime() + hours * 3_600_000);
  then.setSeconds(0, 0);
  return then;
}

/** The next day's morning. */
export function tomorrow(now: Date): Date {
  const then = new Date(now);
  then.setDate(then.getDate() + 1);
  then.setHours(MORNING, 0, 0, 0);
  return then;
}

/** The morning of the Monday that comes. */
export function monday(now: Date): Date {
  const then = new Date(now);
  then.setDate(then.getDate() + ((8 - then.getDay()) % 7 || 7));
  then.setHours(MORNING, 0, 0, 0);
  return then;
}

/** A time as the field of a form writes it: that of the wall, without a zone. */
export function ofTheWall(time: Date): string {
  const two = (number: number) => String(number).padStart(2, "0");
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`;
  return `${day}T${two(time.getHours())}:${two(time.getMinutes())}`;
}
