/** The time, told to everybody who shows one: a single clock that moves on every ten seconds. */
import { useSyncExternalStore } from "react";

const MOVES_EVERY_MILLISECONDS = 10_000;
const watching = new Set<() => void>();
let now = Date.now();
let clock: ReturnType<typeof setInterval> | undefined;

function watch(tell: () => void) {
  watching.add(tell);
  clock ??= setInterval(() => {
    now = Date.now();
    for (const one of watching) one();
  }, MOVES_EVERY_MILLISECONDS);
  return () => {
    watching.delete(tell);
    if (watching.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
}

/** Milliseconds since the epoch, some seconds old at most. */
export function useMinute(): number {
  return useSyncExternalStore(watch, () => {
    if (clock === undefined) now = Date.now();
    return now - (now % 1000);
  });
}
