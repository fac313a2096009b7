/** A change: shown at once, taken back visibly where the hub refuses, asked anew when it is done. */
import {
  type QueryClient,
  type QueryKey,
  useMutation,
  useQueryClient,
} from "@tanstack/react-query";
import { failed } from "@/shell/notices";
import { changed, until } from "./rounds";

interface Change<Asked, Answer> {
  /** Asks the hub. */
  ask: (asked: Asked) => Promise<Answer>;
  /** Shows in the cache what will be, before the hub has said so; put back if it refuses. */
  optimistic?: (asked: Asked, cache: QueryClient) => void;
  /** What has to be asked anew afterwards; also what `optimistic` may touch. */
  touches: readonly QueryKey[] | ((asked: Asked) => readonly QueryKey[]);
  done?: (answer: Answer, asked: Asked) => void;
  /** Instead of a notice; the change is rolled back already. */
  refused?: (error: Error, asked: Asked) => void;
}

export function useChange<Asked = void, Answer = unknown>(change: Change<Asked, Answer>) {
  const cache = useQueryClient();
  const touched = (asked: Asked) =>
    typeof change.touches === "function" ? change.touches(asked) : change.touches;
  return useMutation<Answer, Error, Asked, () => void>({
    mutationFn: change.ask,
    onMutate: async (asked) => {
      const keys = touched(asked);
      await Promise.all(keys.map((queryKey) => cache.cancelQueries({ queryKey })));
      const before = keys.flatMap((queryKey) => cache.getQueriesData({ queryKey }));
      change.optimistic?.(asked, cache);
      return () => {
        for (const [key, answer] of before) cache.setQueryData(key, answer);
      };
    },
    onSuccess: (answer, asked) => {
      until(lastOf(answer));
      change.done?.(answer, asked);
    },
    onError: (error, asked, back) => {
      back?.();
      if (change.refused) change.refused(error, asked);
      else failed(error);
    },
    onSettled: (_answer, _error, asked) => changed(touched(asked)),
  });
}

/** Where on the log the change stands: the views show it once the stream has told of that place. */
function lastOf(answer: unknown): number {
  const { seq, results } = (answer ?? {}) as { seq?: number; results?: { seq: number | null }[] };
  return Math.max(seq ?? 0, ...(results ?? []).map((one) => one.seq ?? 0));
}
