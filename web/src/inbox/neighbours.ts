/** Where J and K lead: beside the open row, or beside where it stood before it went. */
import { useMemo, useSyncExternalStore } from "react";

interface Place {
  id: string;
  before: string[];
  after: string[];
}

const REMEMBERED = 20;
const NONE: ReadonlySet<string> = new Set();
let rows: readonly string[] = [];
let place: Place | null = null;
let opening: ((id: string | null) => void) | null = null;
const watching = new Set<() => void>();

/** The list as it is now, and which row is open. */
export function listed(now: readonly string[], open: string | undefined) {
  rows = now;
  const at = open ? rows.indexOf(open) : -1;
  if (open && at >= 0 && !strayed(open, at)) place = around(open, at);
  else if (place?.id !== open) place = null;
  for (const tell of watching) tell();
}

/** How a row is opened while a list is on screen; null: there is none. */
export function openedBy(open: typeof opening) {
  opening = open;
}

/** The row that follows (1) or precedes (-1), passing over some. */
export function neighbour(step: 1 | -1, but: ReadonlySet<string> = NONE): string | undefined {
  const there = new Set(rows);
  if (!place) return step === 1 ? rows.find((id) => !but.has(id)) : undefined;
  return (step === 1 ? place.after : place.before).find((id) => there.has(id) && !but.has(id));
}

/** Goes there; where there is none the list alone is shown. */
export function goBeside(step: 1 | -1, orLeave = false, but: ReadonlySet<string> = NONE) {
  const id = neighbour(step, but) ?? (orLeave ? neighbour(-1, but) : undefined);
  if (id || orLeave) opening?.(id ?? null);
}

export function useNeighbours() {
  return useMemo(() => ({ next: () => goBeside(1, true), previous: () => goBeside(-1) }), []);
}

/** The rows that one may go to next. */
export function useAhead(count: number): readonly string[] {
  const ahead = useSyncExternalStore(watch, () => aheadOf(count));
  return useMemo(() => (ahead ? ahead.split(" ") : []), [ahead]);
}

const aheadOf = (count: number) =>
  (place ? place.after.filter((id) => rows.includes(id)) : rows).slice(0, count).join(" ");

/** The same row, gone elsewhere by itself: answered, it waits no longer and stands further down. */
function strayed(open: string, at: number) {
  if (place?.id !== open) return false;
  const after = place.after[0];
  const before = place.before[0];
  if (after === undefined && before === undefined) return false;
  return rows[at + 1] !== after && rows[at - 1] !== before;
}

const around = (id: string, at: number): Place => ({
  id,
  before: rows.slice(Math.max(0, at - REMEMBERED), at).reverse(),
  after: rows.slice(at + 1, at + 1 + REMEMBERED),
});

function watch(tell: () => void) {
  watching.add(tell);
  return () => watching.delete(tell);
}
