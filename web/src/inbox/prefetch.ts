/** What one will open next is there before it is opened: its words alone, for asking is reading. */
import { useEffect } from "react";
import type { Conversation } from "@/api/conversations";
import { prefetchHistory } from "@/thread/use-history";
import { useAhead } from "./neighbours";

const RESTED_MILLISECONDS = 300;

/** `open`: before anything is opened nothing is asked for. */
export function usePrefetch(open: string | undefined) {
  const [next] = useAhead(1);
  useEffect(() => {
    if (!open || !next) return;
    const timer = setTimeout(() => void prefetchHistory(null, next), RESTED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [open, next]);
}

/** While the finger is still on the row: the history of whom it is with. */
export const prefetch = (row: Conversation) =>
  void prefetchHistory(row.client_id, row.conversation_id);
