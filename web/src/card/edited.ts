/** Lists in the cache, as they will be: one changed, one more, one less. */
import type { QueryClient, QueryKey } from "@tanstack/react-query";

interface Listing<T> {
  items: T[];
}

export function edited<T>(
  cache: QueryClient,
  key: QueryKey,
  edit: (items: readonly T[]) => readonly T[],
) {
  cache.setQueryData<Listing<T>>(key, (page) => page && { ...page, items: [...edit(page.items)] });
}

export const changed =
  <T>(is: (one: T) => boolean, change: Partial<T>) =>
  (items: readonly T[]) =>
    items.map((one) => (is(one) ? { ...one, ...change } : one));
