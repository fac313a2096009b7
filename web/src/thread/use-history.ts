/** The history of a client over all channels, or of a conversation whose person is on no card. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { Problem } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { toldSoFar } from "@/api/rounds";
import { failed } from "@/shell/notices";
import { historyOf, threadOf } from "./asking";
import { type Known, lengthened, meets, renewed, type Told } from "./merging";

const NEWEST = 40;
const OLDER = 100;
const MOST_ROUNDS = 10;

type Page = (limit: number, cursor?: string) => Promise<Told>;

export const historyKey = (client: string | null, conversation: string) =>
  keys.history(client ?? conversation);

export function useHistory(client: string | null | undefined, conversation: string) {
  const cache = useQueryClient();
  const whose = client ?? null;
  const key = historyKey(whose, conversation);
  const words = useWords(conversation);
  const query = useQuery({
    queryKey: key,
    queryFn: () => newest(whose, conversation),
    enabled: client !== undefined && (whose === null || words.fetchStatus === "idle"),
    placeholderData: words.data,
  });
  const [loading, setLoading] = useState(false);
  const busy = useRef(false);
  const next = (!query.isPlaceholderData && query.data?.next) || null;

  const older = useCallback(async () => {
    if (!next || busy.current) return;
    busy.current = true;
    setLoading(true);
    try {
      const told = await pageOf(whose, conversation)(OLDER, next);
      const there = historyKey(whose, conversation);
      cache.setQueryData<Known>(there, (known) => known && lengthened(known, told));
    } catch (error) {
      failed(error);
    } finally {
      busy.current = false;
      setLoading(false);
    }
  }, [cache, whose, conversation, next]);

  return { ...query, older, loading, more: next !== null };
}

/** What was said in this conversation alone, where it was asked for already. */
const useWords = (conversation: string) =>
  useQuery<Known>({
    queryKey: historyKey(null, conversation),
    queryFn: () => newest(null, conversation),
    enabled: false,
  });

/** Another set of addresses on the card is another history: it is asked for from its end. */
export function useParted(client: string | null, addresses: string | undefined) {
  const cache = useQueryClient();
  const before = useRef({ client, addresses });
  useEffect(() => {
    const { client: then, addresses: had } = before.current;
    before.current = { client, addresses };
    if (!client || client !== then || !had || !addresses || had === addresses) return;
    void cache.resetQueries({ queryKey: keys.history(client) });
  }, [cache, client, addresses]);
}

/** Before it is opened: what a neighbour in the list needs to be there at once. */
export function prefetchHistory(client: string | null, conversation: string) {
  return questions.prefetchQuery({
    queryKey: historyKey(client, conversation),
    queryFn: () => newest(client, conversation),
  });
}

async function newest(client: string | null, conversation: string): Promise<Known> {
  const page = pageOf(client, conversation);
  const there = () => questions.getQueryData<Known>(historyKey(client, conversation));
  const known = there();
  const upTo = toldSoFar();
  const told = await page(NEWEST);
  const met = known ? await until(page, known, told) : told;
  // What the stream has shown meanwhile, and that no answer has yet, stays.
  const now = there() ?? { entries: [], next: null };
  return renewed(met ? now : { ...now, entries: ahead(now) }, met ?? told, upTo);
}

const ahead = ({ entries, ahead = 0 }: Known) => entries.slice(0, ahead);

/** Asks on until what is told meets what is known; null where that is too far. */
async function until(page: Page, known: Known, told: Told): Promise<Told | null> {
  let all = told;
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    if (meets(known, all)) return all;
    const more = await page(OLDER, all.next ?? undefined);
    all = { items: [...all.items, ...more.items], next: more.next };
  }
  return null;
}

/** Who may not see the card's history may still see the conversation. */
function pageOf(client: string | null, conversation: string): Page {
  const own: Page = (limit, cursor) => threadOf(conversation, limit, cursor);
  if (!client) return own;
  return async (limit, cursor) => {
    try {
      return await historyOf(client, limit, cursor);
    } catch (error) {
      if (error instanceof Problem && (error.status === 403 || error.status === 404)) {
        return own(limit, cursor);
      }
      throw error;
    }
  };
}
