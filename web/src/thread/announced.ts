/** What came after the conversation was opened, to be said aloud. */
import { useRef } from "react";
import { newest } from "./guard";
import type { Entry, Message } from "./wire";

const MOST_SIGNS = 300;

export function useAnnounced(entries: readonly Entry[]): Message | undefined {
  const since = useRef<number | null>(null);
  if (since.current === null && entries.length > 0) since.current = newest(entries);
  const from = since.current ?? Number.POSITIVE_INFINITY;
  const found = entries.find((one) => one.seq > from && one.message?.direction === "in");
  return found?.message ?? undefined;
}

export const inWordsOf = (message: Message) => (message.text ?? "").slice(0, MOST_SIGNS);
