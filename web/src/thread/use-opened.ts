/** The opened conversation: as its list showed it, until the hub has told the rest. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { rowOf } from "@/api/conversations";
import { keys } from "@/api/keys";
import { conversationOf } from "./asking";
import { prefetchHistory } from "./use-history";
import type { Opened } from "./wire";

export function useOpened(conversation: string) {
  const cache = useQueryClient();
  return useQuery({
    queryKey: keys.conversation(conversation),
    queryFn: () => {
      // Nobody knows yet whose it is: its own words are asked for beside that, not after it.
      const known = cache.getQueryData(keys.conversation(conversation));
      if (!known && !rowOf(cache, conversation)) void prefetchHistory(null, conversation);
      return conversationOf(conversation);
    },
    placeholderData: (): Opened | undefined => {
      const row = rowOf(cache, conversation);
      return row && { ...row, escalations: [] };
    },
  });
}
