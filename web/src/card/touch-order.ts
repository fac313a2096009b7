/** How a client came here: the first touch, the last, and what lies between, the newest first. */
interface Touched {
  touch_id: string;
  at: string;
  seq: number;
}

interface Way<T> {
  first: T | null;
  last: T | null;
  between: T[];
}

const newest = (one: Touched, other: Touched) =>
  Date.parse(other.at) - Date.parse(one.at) || other.seq - one.seq;

export function wayOf<T extends Touched>(first: T | null, touches: readonly T[]): Way<T> {
  const sorted = touches.toSorted(newest);
  const begin = first ?? sorted.at(-1) ?? null;
  const rest = sorted.filter((one) => one.touch_id !== begin?.touch_id);
  return { first: begin, last: rest[0] ?? null, between: rest.slice(1) };
}
