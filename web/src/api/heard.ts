/** When the stream was heard last, and whether it is open. */
import { useSyncExternalStore } from "react";

const LOOKED_AT_EVERY_MILLISECONDS = 1000;
const OLD_AFTER_MILLISECONDS = 30_000;

let heardAt = Date.now();
let oldSince: number | null = null;
const watching = new Set<() => void>();

export function heard() {
  heardAt = Date.now();
  if (oldSince !== null) look();
}

function look() {
  const now = Date.now() - heardAt > OLD_AFTER_MILLISECONDS ? heardAt : null;
  if (now === oldSince) return;
  oldSince = now;
  for (const one of watching) one();
}

function watch(one: () => void) {
  const timer = setInterval(look, LOOKED_AT_EVERY_MILLISECONDS);
  watching.add(one);
  return () => {
    clearInterval(timer);
    watching.delete(one);
  };
}

/** Since when nothing was heard, where that is too long ago; else null. */
export const useOldSince = () => useSyncExternalStore(watch, () => oldSince);
