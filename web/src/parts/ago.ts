/** How long ago something was, in the largest unit that fits. */
export type Unit = "now" | "minutes" | "hours" | "days" | "weeks" | "years";

const STEPS: readonly (readonly [Unit, number])[] = [
  ["years", 365 * 86_400],
  ["weeks", 7 * 86_400],
  ["days", 86_400],
  ["hours", 3_600],
  ["minutes", 60],
];

export function agoOf(then: Date, now: number): { count: number; unit: Unit } {
  const seconds = Math.max(0, (now - then.getTime()) / 1000);
  for (const [unit, long] of STEPS) {
    if (seconds >= long) return { count: Math.floor(seconds / long), unit };
  }
  return { count: 0, unit: "now" };
}
