/** What the stream shows of a message, put into the timelines in which it stands: no hole, none twice. */
import { appended, type Known } from "@/thread/merging";
import type { Conversation } from "./conversations";
import { keys } from "./keys";
import { questions } from "./questions";
import type { components } from "./schema";

type Message = components["schemas"]["Message"];
/** `whole`: nothing of it is left out. */
export type Beginning = Message & { whole: boolean };

/** By conversation: the last that was said and not shown. Nothing is put after it before it is there. */
const owed = new Map<string, number>();

/** Something was said there, and what it is has to be asked. */
export function owes(conversation: string, seq: number) {
  owed.set(conversation, seq);
}

/** Which of them stand in every timeline now that has them, by their places. */
export function inTimelines(row: Conversation, said: readonly Beginning[]): ReadonlySet<number> {
  const whose = [row.client_id, row.conversation_id];
  const entries = said.map(entryOf);
  let everywhere = true;
  for (const { queryKey, state } of questions
    .getQueryCache()
    .findAll({ queryKey: keys.histories })) {
    if (!whose.includes(queryKey[1] as string)) continue;
    const known = state.data as Known | undefined;
    // What is asked for just now, for the first time, may come without it.
    if (!known) everywhere &&= state.fetchStatus === "idle";
    else if (isOwed(known, row.conversation_id)) everywhere = false;
    else questions.setQueryData<Known>(queryKey, appended(known, entries));
  }
  return new Set(everywhere ? said.map((one) => one.seq) : []);
}

const isOwed = ({ entries, ahead = 0 }: Known, conversation: string) =>
  (entries[ahead]?.seq ?? 0) < (owed.get(conversation) ?? 0);

const entryOf = ({ whole, ...message }: Beginning) => ({
  seq: message.seq,
  at: message.at,
  kind: "message" as const,
  message: whole ? message : { ...message, text: `${message.text ?? ""}…` },
});
