/** The labels there are, those in use first. */
import { useQuery } from "@tanstack/react-query";
import { keys } from "./keys";
import { ask } from "./later";

export function useLabels() {
  return useQuery({
    queryKey: keys.labels,
    queryFn: async () =>
      (await ask<{ items: { label: string; conversations: number }[] }>("GET", "/v1/labels")).items,
  });
}
