/** The time, told to everybody who shows one: a clock runs while it is watched, and one for all. */
import { useSyncExternalStore } from "react";

/** Gives a hook: milliseconds since the epoch, `every` milliseconds old at most. */
function clock(every: number): () => number {
  const watching = new Set<() => void>();
  let now = Date.now();
  let ticking: ReturnType<typeof setInterval> | undefined;

  function watch(tell: () => void) {
    watching.add(tell);
    ticking ??= setInterval(() => {
      now = Date.now();
      for (const one of watching) one();
    }, every);
    return () => {
      watching.delete(tell);
      if (watching.size > 0) return;
      clearInterval(ticking);
      ticking = undefined;
    };
  }

  function told(): number {
    // while nobody watched it stood still; two looks at it in one drawing have to be the same
    if (ticking === undefined && Date.now() - now >= 1000) now = Date.now();
    return now;
  }

  return () => useSyncExternalStore(watch, told);
}

/** For what is shown to the second. */
export const useSecond = clock(1000);

/** For what is shown to the minute. */
export const useMinute = clock(10_000);
