/** What every row of the timeline needs to know, and may do. */
import { createContext, useContext } from "react";
import type { Pending } from "./outbox";
import type { Mentionable } from "./parts";
import type { Conversation, Message } from "./wire";

export interface Reading {
  conversation: string;
  name: string | null;
  me: string | null;
  mayReply: boolean;
  colleagues: readonly Mentionable[];
  /** What was sent from here, by the message's id. */
  outbox: ReadonlyMap<string, Pending>;
  /** Messages that were sent once more: nothing is to be done about them any more. */
  repeated: ReadonlySet<string>;
  conversationOf: (id: string) => Conversation | undefined;
  undo: (message: Message) => void;
  undoPending: (pending: Pending) => void;
  change: (message: Message) => void;
  sendNow: (message: Message) => void;
  sendAgain: (message: Message) => void;
  tryAgain: (pending: Pending) => void;
  giveUp: (pending: Pending) => void;
}

const Told = createContext<Reading | null>(null);

export const ReadingOf = Told.Provider;

export function useReading(): Reading {
  const told = useContext(Told);
  if (!told) throw new Error("a row stands in a timeline");
  return told;
}
