/** The outbox: what was sent here and is not in the history yet; it outlives the page. */
import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { Problem } from "@/api/client";
import { keys } from "@/api/keys";
import { changed, until } from "@/api/rounds";
import type { components } from "@/api/schema";
import { failed, said } from "@/shell/notices";
import { note, reply } from "./asking";
import { read, write } from "./kept";
import type { Uploaded } from "./wire";

type Accepted = components["schemas"]["Accepted"];

export interface Pending {
  message_id: string;
  /** Where it goes. */
  conversation_id: string;
  /** Where it was written. */
  home: string;
  client: string | null;
  kind: "reply" | "note";
  text: string;
  subject: string;
  attachments: Uploaded[];
  mentions: string[];
  seen_seq: number;
  send_at: string | null;
  undo_seconds: number;
  close: boolean;
  /** Milliseconds of this browser's clock. */
  at: number;
  /** `held`: something arrived first, its author decides. */
  state: "going" | "sent" | "refused" | "held";
  error?: string;
  status?: number;
  /** Until then it can be taken back, by this browser's clock. */
  undo_until?: number;
}

const NAME = "omnihub.outbox";
const MARGIN_MILLISECONDS = 300;
const LANDED_MILLISECONDS = 90_000;

let owner = "";
let all: readonly Pending[] = [];
const watching = new Set<() => void>();

/** Whose it is: what they sent before, and nobody knows whether it arrived, stands there again. */
export function outboxOf(employee: string) {
  if (owner === employee) return;
  owner = employee;
  const kept = read<Pending[]>(`${NAME}.${owner}`) ?? [];
  set(kept.map((one) => (one.state === "going" ? { ...one, state: "refused" as const } : one)));
}

export function useOutbox(): readonly Pending[] {
  return useSyncExternalStore(watch, () => all);
}

/** Sends it, or sends it again: with the same id it is one message, however often. */
export async function send(pending: Pending) {
  put({ ...pending, state: "going", error: undefined });
  try {
    const accepted = await given(pending);
    landed(pending, accepted);
  } catch (error) {
    const held = error instanceof Problem && error.status === 409 && error.field === "seen_seq";
    const detail = error instanceof Problem ? error.detail : undefined;
    const status = error instanceof Problem ? error.status : undefined;
    put({ ...pending, state: held ? "held" : "refused", error: detail, status });
    if (held) said(i18next.t("thread:guard.notice"));
    else failed(error);
    changed(touched(pending));
  }
}

function given(pending: Pending): Promise<Accepted> {
  const { conversation_id, message_id, text, mentions } = pending;
  if (pending.kind === "note") return note(conversation_id, { text, message_id, mentions });
  return reply(conversation_id, {
    text,
    message_id,
    subject: pending.subject || null,
    seen_seq: pending.seen_seq,
    send_at: pending.send_at,
    undo_seconds: pending.send_at ? 0 : pending.undo_seconds,
    attachments: pending.attachments.map((one) => one.upload_id),
    close: pending.close,
  });
}

function landed(pending: Pending, accepted: Accepted) {
  until(accepted.seq);
  const undoable = pending.kind === "reply" && !pending.send_at && pending.undo_seconds > 0;
  const undo_until = Date.now() + pending.undo_seconds * 1000 - MARGIN_MILLISECONDS;
  put({ ...pending, state: "sent", error: undefined, ...(undoable && { undo_until }) });
  setTimeout(() => drop(pending.message_id), LANDED_MILLISECONDS);
  changed(touched(pending));
}

const touched = (one: Pending) => [
  keys.conversation(one.conversation_id),
  one.client ? keys.history(one.client) : keys.histories,
  keys.lists,
  keys.counts,
];

/** The last one that can still be taken back. */
export function undoable(now = Date.now()): Pending | undefined {
  return all.findLast((one) => one.state === "sent" && (one.undo_until ?? 0) > now);
}

export function drop(message_id: string) {
  set(all.filter((one) => one.message_id !== message_id));
}

function put(pending: Pending) {
  const there = all.some((one) => one.message_id === pending.message_id);
  set(
    there
      ? all.map((one) => (one.message_id === pending.message_id ? pending : one))
      : [...all, pending],
  );
}

function set(next: readonly Pending[]) {
  all = next;
  write(`${NAME}.${owner}`, JSON.stringify(all.filter((one) => one.state !== "sent")));
  for (const tell of watching) tell();
}

function watch(tell: () => void) {
  watching.add(tell);
  return () => watching.delete(tell);
}
