/** The rows of a list: sorted by the hub, asked for in pages as one scrolls. */
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { type Conversation, type Listed, type Pages, pageOf } from "@/api/conversations";
import { keys, type Wanted } from "@/api/keys";

export function useRows(wanted: Wanted | null) {
  const asked = useInfiniteQuery({
    queryKey: keys.list(wanted ?? {}),
    queryFn: ({ pageParam, signal }) => pageOf(wanted ?? {}, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Listed) => last.next ?? null,
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  });
  useShort(wanted);
  const rows = useMemo(() => once(asked.data?.pages ?? []), [asked.data]);
  return { ...asked, rows };
}

/** A list that was left begins with its first page again: the others are not all asked anew. */
function useShort(wanted: Wanted | null) {
  const cache = useQueryClient();
  useEffect(() => {
    const key = keys.list(wanted ?? {});
    return () => {
      cache.setQueryData<Pages>(key, (before) =>
        before && before.pages.length > 1
          ? { pages: before.pages.slice(0, 1), pageParams: before.pageParams.slice(0, 1) }
          : before,
      );
    };
  }, [cache, wanted]);
}

/** A row that moved between two pages while they were asked for stands once. */
function once(pages: Listed[]): Conversation[] {
  const seen = new Set<string>();
  return pages.flatMap(({ items }) =>
    items.filter((one) => {
      const fresh = !seen.has(one.conversation_id);
      seen.add(one.conversation_id);
      return fresh;
    }),
  );
}
