/** By which of a client's conversations an answer can go: one for each account of a channel. */
import type { Conversation, Entry } from "./wire";

/** The open one of an account, else the latest; the one on screen always stands for its own. */
export function channelsOf(conversations: readonly Conversation[], here: Conversation) {
  const chosen = new Map<string, Conversation>();
  for (const one of [
    here,
    ...conversations.filter((c) => c.conversation_id !== here.conversation_id),
  ]) {
    const account = `${one.channel} ${one.account} ${one.identity_id}`;
    const there = chosen.get(account);
    if (!there || (there !== here && better(one, there))) chosen.set(account, one);
  }
  return [...chosen.values()];
}

function better(one: Conversation, there: Conversation): boolean {
  if (one.status !== there.status) return one.status === "open";
  return Date.parse(one.last_at) > Date.parse(there.last_at);
}

/** Where the client wrote last; `entries` newest first. */
export function lastAsked(
  entries: readonly Entry[],
  channels: readonly Conversation[],
  here: Conversation,
): Conversation {
  const last = entries.find(({ message }) => message?.direction === "in" && !message.machine);
  const there = last?.message?.conversation_id;
  return channels.find((one) => one.conversation_id === there) ?? here;
}
