/** Finding people by name or address, and messages by their words. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { keys } from "@/api/keys";
import { ask } from "@/api/later";

export interface FoundHere {
  clients: { client_id: string; name: string | null; match: string | null }[];
  messages: {
    conversation_id: string;
    client_id: string | null;
    message_id: string;
    seq: number;
    at: string;
    direction: string;
    name: string | null;
    channel: string;
    before: string;
    hit: string;
    after: string;
  }[];
}

const SHORTEST = 2;

export function useFound(words: string) {
  const asked = new URLSearchParams({ q: words.slice(0, 200), limit: "8" });
  return useQuery({
    queryKey: keys.search(words),
    queryFn: () => ask<FoundHere>("GET", `/v1/search?${asked}`),
    enabled: words.length >= SHORTEST,
    placeholderData: words.length >= SHORTEST ? keepPreviousData : undefined,
    staleTime: 10_000,
  });
}
