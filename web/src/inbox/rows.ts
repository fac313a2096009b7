/** The rows of a list: sorted by the hub, asked for in pages as one scrolls. */
import { keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { hub, told } from "@/api/client";
import type { Conversation, Listed, Pages } from "@/api/conversations";
import { keys, type Wanted } from "@/api/keys";
import type { paths } from "@/api/schema";

/** The words of the address: the hub says which of them it knows. */
type Query = NonNullable<paths["/v1/conversations"]["get"]["parameters"]["query"]>;

const FIRST = 50;
const FOLLOWING = 200;

export function useRows(wanted: Wanted | null) {
  const asked = useInfiniteQuery({
    queryKey: keys.list(wanted ?? {}),
    queryFn: ({ pageParam, signal }) => page(wanted ?? {}, pageParam, signal),
    initialPageParam: null as string | null,
    getNextPageParam: (last: Listed) => last.next ?? null,
    enabled: wanted !== null,
    placeholderData: keepPreviousData,
  });
  useShort(wanted);
  const rows = useMemo(() => once(asked.data?.pages ?? []), [asked.data]);
  return { ...asked, rows };
}

function page(wanted: Wanted, cursor: string | null, signal: AbortSignal) {
  const query = { ...wanted, limit: cursor ? FOLLOWING : FIRST, cursor } as Query;
  return told(hub.GET("/v1/conversations", { params: { query }, signal }));
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
