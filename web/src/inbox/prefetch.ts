/** What one will open next is there before it is opened. */
import { useEffect } from "react";
import type { Conversation } from "@/api/conversations";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { conversationOf } from "@/thread/asking";
import { prefetchHistory } from "@/thread/use-history";
import { useAhead } from "./neighbours";

const AHEAD = 2;
const RESTED_MILLISECONDS = 250;

export function usePrefetch(rows: readonly Conversation[]) {
  const ahead = useAhead(AHEAD);
  useEffect(() => {
    const timer = setTimeout(() => {
      for (const id of ahead) {
        const row = rows.find((one) => one.conversation_id === id);
        if (row) prefetch(row);
      }
    }, RESTED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, [ahead, rows]);
}

/** Asks for a conversation and its history, unless they are known. */
export function prefetch({ conversation_id: id, client_id }: Conversation) {
  void questions.prefetchQuery({
    queryKey: keys.conversation(id),
    queryFn: () => conversationOf(id),
  });
  void prefetchHistory(client_id, id);
}
