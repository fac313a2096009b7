/** How many conversations each folder and view has. */
import { useQuery } from "@tanstack/react-query";
import { keys } from "@/api/keys";
import { ask } from "@/api/later";

interface Counts {
  folders: Record<string, number>;
  views: Record<string, number>;
}

const MOST = 1000;

export function useCounts() {
  return useQuery({
    queryKey: keys.counts,
    queryFn: () => ask<Counts>("GET", "/v1/conversations/counts"),
  });
}

/** As it is shown: nothing for none, and no more than can be read at a glance. */
export const shown = (count: number | undefined) =>
  !count ? "" : count >= MOST ? `${MOST - 1}+` : String(count);
