/** Whether one is signed in: who asked without being so waits, and goes on when one is. */
import { useSyncExternalStore } from "react";

const watching = new Set<() => void>();
let out = false;
let again: PromiseWithResolvers<void> | null = null;

/** The hub does not know us (any more). Returns once it does. */
export function signedOut(): Promise<void> {
  again ??= Promise.withResolvers<void>();
  tell(true);
  return again.promise;
}

/** The same person is back. */
export function signedIn() {
  tell(false);
  again?.resolve();
  again = null;
}

function tell(now: boolean) {
  if (out === now) return;
  out = now;
  for (const one of watching) one();
}

function watch(one: () => void) {
  watching.add(one);
  return () => watching.delete(one);
}

export const useSignedOut = () => useSyncExternalStore(watch, () => out);
