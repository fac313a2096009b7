/** Which clients there are: pages of cards, and what a search through everything has found. */
import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

export type Listed = components["schemas"]["Client"];
export type Found = components["schemas"]["Found"];

const A_PAGE = 50;
const FOUND = 30;

export const useClients = () =>
  useInfiniteQuery({
    queryKey: [...keys.clients, "list"],
    initialPageParam: null as string | null,
    queryFn: ({ pageParam }) =>
      told(hub.GET("/v1/clients", { params: { query: { limit: A_PAGE, cursor: pageParam } } })),
    getNextPageParam: (page) => page.next,
  });

/** By how a name begins, by a whole address, and by words that somebody wrote. */
export const useFound = (words: string) =>
  useQuery({
    queryKey: keys.search(words),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
    queryFn: () => told(hub.GET("/v1/search", { params: { query: { q: words, limit: FOUND } } })),
  });
