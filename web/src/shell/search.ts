/** Finding people by name or address, and messages by their words. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

export type FoundHere = components["schemas"]["Found"];

const SHORTEST = 2;
const LONGEST = 200;
const FOUND = 8;

export function useFound(words: string) {
  const query = { q: words.slice(0, LONGEST), limit: FOUND };
  return useQuery({
    queryKey: keys.search(words),
    queryFn: ({ signal }) => told(hub.GET("/v1/search", { params: { query }, signal })),
    enabled: words.length >= SHORTEST,
    placeholderData: words.length >= SHORTEST ? keepPreviousData : undefined,
    staleTime: 10_000,
  });
}
