/** The time to the second: one clock for all who tick, and only they are drawn anew. */
import { useSyncExternalStore } from "react";

const watching = new Set<() => void>();
let now = Date.now();
let clock: ReturnType<typeof setInterval> | undefined;

function watch(tell: () => void) {
  watching.add(tell);
  clock ??= setInterval(() => {
    now = Date.now();
    for (const one of watching) one();
  }, 1000);
  return () => {
    watching.delete(tell);
    if (watching.size > 0) return;
    clearInterval(clock);
    clock = undefined;
  };
}

/** Milliseconds since the epoch. */
export function useSecond(): number {
  return useSyncExternalStore(watch, () => {
    if (clock === undefined && Date.now() - now >= 1000) now = Date.now();
    return now;
  });
}
