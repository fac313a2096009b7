/** Conversations in lists: their shape, and how they stand in the cache. */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { keys, type Wanted } from "./keys";
import type { components } from "./schema";

export type Conversation = components["schemas"]["Conversation"];

export interface Listed {
  items: Conversation[];
  next?: string | null;
}

export type Pages = InfiniteData<Listed, string | null>;

/** What this conversation becomes in a list; null: it leaves it. */
export type Becomes = (one: Conversation, wanted: Wanted) => Conversation | null;

/** Every list that was asked for, with these changed. */
export function relist(cache: QueryClient, ids: ReadonlySet<string>, becomes: Becomes) {
  for (const [key, pages] of cache.getQueriesData<Pages>({ queryKey: keys.lists })) {
    const wanted = (key[1] ?? {}) as Wanted;
    if (!pages?.pages.some(({ items }) => items.some((one) => ids.has(one.conversation_id))))
      continue;
    const changed = pages.pages.map((page) => ({ ...page, items: renewed(page.items) }));
    cache.setQueryData<Pages>(key, { ...pages, pages: changed });

    function renewed(items: Conversation[]) {
      return items.flatMap((one) => {
        const now = ids.has(one.conversation_id) ? becomes(one, wanted) : one;
        return now ? [now] : [];
      });
    }
  }
}
