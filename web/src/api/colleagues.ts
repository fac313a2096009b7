/** Who works here. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "./client";
import { keys } from "./keys";

export function useColleagues() {
  return useQuery({
    queryKey: keys.colleagues,
    queryFn: () => told(hub.GET("/v1/colleagues")),
    staleTime: 300_000,
  });
}
