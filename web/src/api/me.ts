/** Who signed in, and what they may do. */
import { useQuery } from "@tanstack/react-query";
import { keys } from "./keys";
import { ask } from "./later";

export interface Me {
  employee_id: string | null;
  name: string;
  role: string;
  role_title: string;
  grants: Record<string, { level: string; scope: string }>;
  actions: string[];
  language: "ru" | "en";
  undo_seconds: number;
  totp: boolean;
  signed_in_by: "session" | "token";
}

export function useMe() {
  return useQuery({
    queryKey: keys.me,
    queryFn: () => ask<Me>("GET", "/v1/me"),
    staleTime: 300_000,
  });
}

/** Whether one may do this; before the answer is there: no. */
export function useMay(): (action: string) => boolean {
  const actions = useMe().data?.actions;
  return (action) => actions?.includes(action) ?? false;
}
