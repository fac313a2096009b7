/** How an answer fares, as one word for all of it. */
import type { Pending } from "./outbox";
import type { Message } from "./wire";

export type Fate =
  | "queued"
  | "sending"
  | "scheduled"
  | "undoable"
  | "sent"
  | "delayed"
  | "failed"
  | "uncertain"
  | "bounced"
  | "withdrawn";

const MOST_UNDO_MILLISECONDS = 61_000;

/** `sent`: what this browser knows of its own sending, whose clock it is counted by. */
export function fateOf(message: Message, now: number, sent?: Pending): Fate {
  switch (message.state) {
    case "attempted":
      return "sending";
    case "sent":
    case "delayed":
    case "failed":
    case "uncertain":
    case "bounced":
    case "withdrawn":
      return message.state;
  }
  if (sent?.undo_until) return sent.undo_until > now ? "undoable" : "queued";
  const sendAt = message.send_at ? Date.parse(message.send_at) : 0;
  if (sendAt <= now) return "queued";
  return sendAt - Date.parse(message.at) > MOST_UNDO_MILLISECONDS ? "scheduled" : "undoable";
}

/** Until when it can be taken back, in milliseconds. */
export function undoableUntil(message: Message, sent?: Pending): number {
  return sent?.undo_until ?? (message.send_at ? Date.parse(message.send_at) : 0);
}

/** Somebody has to do something about it. */
export const troubled = (fate: Fate) =>
  fate === "failed" || fate === "uncertain" || fate === "bounced";
