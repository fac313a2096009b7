/** Who signed in, and what they may do. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "./client";
import { keys } from "./keys";
import type { components } from "./schema";

export type Me = components["schemas"]["Me"];

export function useMe() {
  return useQuery({
    queryKey: keys.me,
    queryFn: () => told(hub.GET("/v1/me")),
    staleTime: 300_000,
  });
}

/** Whether one may do this; before the answer is there: no. */
export function useMay(): (action: string) => boolean {
  const actions: string[] | undefined = useMe().data?.actions;
  return (action) => actions?.includes(action) ?? false;
}
