/** The labels there are, those in use first. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "./client";
import { keys } from "./keys";

export function useLabels() {
  return useQuery({
    queryKey: keys.labels,
    queryFn: async () => (await told(hub.GET("/v1/labels"))).items,
  });
}
