/** The send guard: what stands there that its author may not have seen yet. */
import type { Entry, Message } from "./wire";

/** How long it has to stand before going on to write says that it was read. */
const READ_MILLISECONDS = 3000;

/** The newest place that is shown, of everything. */
export function newest(entries: readonly Entry[]): number {
  return entries.reduce((most, one) => Math.max(most, one.seq), 0);
}

/** What a client or a colleague said in this conversation since; oldest first. */
export function unseen(
  entries: readonly Entry[],
  conversation: string,
  seen: number,
  me: string | null | undefined,
): Message[] {
  return entries
    .flatMap((one) => (one.message ? [one.message] : []))
    .filter((one) => one.seq > seen && one.conversation_id === conversation)
    .filter((one) => one.direction === "in" || (one.direction === "out" && one.by !== me))
    .toSorted((a, b) => a.seq - b.seq);
}

/**
 * Whether going on to write shows that these were read: the client's own words only, and not at
 * once. A colleague's answer is never passed over: two answers to one question are what this is for.
 */
export function readBy(typing: number, shownAt: number, messages: readonly Message[]): boolean {
  if (messages.some((one) => one.direction === "out")) return false;
  return typing - shownAt >= READ_MILLISECONDS;
}
