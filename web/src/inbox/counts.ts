/** How many conversations each folder and view has. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";

const MOST = 1000;

export function useCounts() {
  return useQuery({
    queryKey: keys.counts,
    queryFn: () => told(hub.GET("/v1/conversations/counts")),
  });
}

/** As it is shown: nothing for none, and no more than can be read at a glance. */
export const shown = (count: number | undefined) =>
  !count ? "" : count >= MOST ? `${MOST - 1}+` : String(count);
