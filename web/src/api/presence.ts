/** Who is looking at a conversation or answering it right now. */
import { useQuery } from "@tanstack/react-query";
import { useMinute } from "@/parts/clock";
import { hub, told } from "./client";
import { keys } from "./keys";
import { useMe } from "./me";
import { questions } from "./questions";
import type { components } from "./schema";

const VOID_AFTER_MILLISECONDS = 30_000;

export type Present = components["schemas"]["Present"];

type Heard = Present & { until: number };

const stamped = (one: Present): Heard => ({ ...one, until: Date.now() + VOID_AFTER_MILLISECONDS });

const usePresent = () =>
  useQuery({
    queryKey: keys.presence,
    queryFn: async () => (await told(hub.GET("/v1/presence"))).items.map(stamped),
    staleTime: Number.POSITIVE_INFINITY,
  });

/** Colleagues at this conversation, those who answer first; not oneself. */
export function usePresence(conversation: string): Present[] {
  const me = useMe().data?.employee_id;
  const now = useMinute();
  const all = usePresent().data ?? [];
  return all
    .filter((one) => one.conversation_id === conversation && one.employee_id !== me)
    .filter((one) => one.until > now && one.state !== "away")
    .sort((one, other) => one.state.localeCompare(other.state));
}

/** Somebody came, went, or is still there. */
export function present(said: unknown) {
  const one = stamped(said as Present);
  questions.setQueryData<Heard[]>(keys.presence, (before = []) => {
    const others = before.filter((other) => other.until > Date.now() && !same(one, other));
    return one.state === "away" ? others : [...others, one];
  });
}

const same = (one: Present, other: Present) =>
  one.conversation_id === other.conversation_id && one.employee_id === other.employee_id;
