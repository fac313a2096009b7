/** Conversations in lists: their shape, and how they stand in the cache. */
import type { InfiniteData, QueryClient } from "@tanstack/react-query";
import { hub, told } from "./client";
import { keys, type Wanted } from "./keys";
import type { components, paths } from "./schema";

export type Conversation = components["schemas"]["Conversation"];

export interface Listed {
  items: Conversation[];
  next?: string | null;
}

/** The words of the address: the hub says which of them it knows. */
type Query = NonNullable<paths["/v1/conversations"]["get"]["parameters"]["query"]>;

const FIRST = 50;
const FOLLOWING = 200;

export function pageOf(wanted: Wanted, cursor: string | null, signal?: AbortSignal) {
  const query = { ...wanted, limit: cursor ? FOLLOWING : FIRST, cursor } as Query;
  return told(hub.GET("/v1/conversations", { params: { query }, signal }));
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

/** As a list shows it. */
export function rowOf(cache: QueryClient, id: string): Conversation | undefined {
  for (const [, pages] of cache.getQueriesData<Pages>({ queryKey: keys.lists }))
    for (const { items } of pages?.pages ?? []) {
      const found = items.find((one) => one.conversation_id === id);
      if (found) return found;
    }
  return undefined;
}
