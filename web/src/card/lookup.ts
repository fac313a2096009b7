/** Cards by how their name begins, or by a whole address: asked at once, each card shown once. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";

const MOST = 8;
/** So few signs begin too many names. */
const LEAST = 2;

const asked = (query: { name?: string; identity?: string }) =>
  told(hub.GET("/v1/clients", { params: { query: { ...query, limit: MOST } } }));

export const useLookup = (words: string) =>
  useQuery({
    queryKey: [...keys.clients, "lookup", words],
    enabled: words.length >= LEAST,
    placeholderData: keepPreviousData,
    queryFn: async () => {
      const [owners, named] = await Promise.all([
        asked({ identity: words }),
        asked({ name: words }),
      ]);
      const known = new Set(owners.items.map((one) => one.client_id));
      return [...owners.items, ...named.items.filter((one) => !known.has(one.client_id))];
    },
  });
