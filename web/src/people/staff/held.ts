/** How much an employee holds: what a successor would get. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";

/** More is said as "200 and more". */
const MOST = 200;

export interface Held {
  count: number;
  more: boolean;
}

const counted = ({ items, next }: { items: unknown[]; next?: string | null }): Held => ({
  count: items.length,
  more: Boolean(next),
});

export function useHeld(employee: string) {
  return useQuery({ queryKey: keys.held(employee), queryFn: () => held(employee), staleTime: 0 });
}

async function held(employee: string) {
  const limit = MOST;
  const [conversations, leads, deals, tasks] = await Promise.all([
    told(
      hub.GET("/v1/conversations", {
        params: { query: { assignee: employee, status: "open", limit } },
      }),
    ),
    told(hub.GET("/v1/leads", { params: { query: { assignee: employee, limit } } })),
    told(hub.GET("/v1/deals", { params: { query: { owner: employee, status: "open", limit } } })),
    told(
      hub.GET("/v1/tasks", { params: { query: { assignee: employee, status: "open", limit } } }),
    ),
  ]);
  return {
    conversations: counted(conversations),
    leads: counted(leads),
    deals: counted(deals),
    tasks: counted(tasks),
  };
}
