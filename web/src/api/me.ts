/** Who signed in, and what they may do. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "./client";
import { keys } from "./keys";

export function useMe() {
  return useQuery({ queryKey: keys.me, queryFn: () => told(hub.GET("/v1/me")), staleTime: 300_000 });
}
