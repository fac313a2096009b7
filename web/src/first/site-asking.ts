/** A website form of this hub, read and sent as its visitors do. */
import { useQuery } from "@tanstack/react-query";
import { Problem } from "@/api/client";
import { keys } from "@/api/keys";
import { FORM } from "./site";

export interface PublicForm {
  title: string;
  fields: { name: string; label: string; type: string; required: boolean }[];
  words: { send: string; received: string };
}

const at = (account: string) => `/hooks/${account}/forms/${FORM}`;

const OPENING_MS = 700;
const MOST = 100;

/** Just connected, it takes a moment until it is open: after a minute somebody is told. */
export const useForm = (account: string) =>
  useQuery({
    queryKey: keys.form(account, FORM),
    queryFn: () => answered<PublicForm>(fetch(`${at(account)}.json`)),
    retry: MOST,
    retryDelay: OPENING_MS,
    staleTime: Number.POSITIVE_INFINITY,
  });

/** `opened`: when the form was shown, in milliseconds; robots are told apart by it. */
export function send(account: string, values: Record<string, string>, opened: number) {
  const body = { ...values, _opened: opened, _sent: Date.now(), _page: location.href };
  const headers = { "Content-Type": "application/json" };
  const asked = fetch(at(account), { method: "POST", headers, body: JSON.stringify(body) });
  return answered<{ thanks: string }>(asked);
}

async function answered<T>(asked: Promise<Response>): Promise<T> {
  const response = await asked;
  const answer = await response.json().catch(() => ({}));
  if (response.ok) return answer as T;
  const faults = (answer.errors ?? []).map((one: { message: string }) => one.message);
  throw new Problem(response.status, [answer.title, ...faults].filter(Boolean).join(": "));
}
