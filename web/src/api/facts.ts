/** Which answers a fact makes old: one table, by what the fact is about. */
import type { QueryKey } from "@tanstack/react-query";
import { keys } from "./keys";

export interface Fact {
  seq: number;
  type: string;
  subject: { aggregate: string; id: string };
  at: string;
  actor: string;
}

/** On whose cards a conversation stands, as far as the console knows. */
export type ClientsOf = (conversation: string) => readonly string[];

type Old = (id: string, type: string, clientsOf: ClientsOf) => QueryKey[];

/** Steps of sending: seen in the thread alone. */
const ON_THE_WAY = new Set(["message.attempted", "message.delayed"]);
const ANYBODYS: Record<string, QueryKey[]> = {
  "conversation.opened": [keys.histories],
  "conversation.labelled": [keys.labels],
  "conversation.unlabelled": [keys.labels],
};

const sales =
  (own: string): Old =>
  () => [[own], [own.slice(0, -1)], keys.histories];

const OLD: Record<string, Old> = {
  conversation: (id, type, clientsOf) => [
    keys.conversation(id),
    ...clientsOf(id).map(keys.history),
    ...(ON_THE_WAY.has(type) ? [] : clientsOf(id).map(keys.client)),
    ...(ANYBODYS[type] ?? []),
    ...(ON_THE_WAY.has(type) ? [] : [keys.lists, keys.counts, keys.now]),
  ],
  client: (id) => [
    keys.client(id),
    keys.history(id),
    keys.clients,
    keys.lists,
    keys.leads(id),
    keys.deals(id),
    keys.tasks(id),
    keys.calls(id),
    keys.touches(id),
  ],
  identity: () => [["client"], keys.clients, keys.histories, keys.lists],
  lead: sales("leads"),
  deal: sales("deals"),
  task: sales("tasks"),
  call: () => [["calls"], keys.histories],
  touch: () => [["touches"], keys.histories],
  pipeline: () => [keys.pipelines],
  canned: () => [keys.canned],
  employee: () => [keys.colleagues, keys.me, ["employees"], keys.counts, keys.lists, keys.now],
  team: () => [["teams"], keys.me, keys.counts, keys.lists, keys.now],
  role: () => [["roles"], keys.me, keys.counts, keys.lists, keys.now],
  policy: () => [["policy"], keys.lists, keys.now],
  calendar: () => [["calendar"], keys.lists, keys.now],
  channel: () => [["channels"], keys.welcome],
};

export function oldBy(fact: Fact, clientsOf: ClientsOf): QueryKey[] {
  return OLD[fact.subject.aggregate]?.(fact.subject.id, fact.type, clientsOf) ?? [];
}
