/** Shown: how a conversation looks now, told beside what happened there, on screen with no question. */
import { notifyManager, type QueryKey } from "@tanstack/react-query";
import { type Conversation, type Pages, rowOf } from "./conversations";
import type { Fact } from "./facts";
import { keys, type Wanted } from "./keys";
import type { Me } from "./me";
import { placed } from "./placing";
import { questions } from "./questions";
import { listsAreAsked } from "./relisting";
import { isPast } from "./rounds";
import { type Beginning, inTimelines, owes } from "./timelines";

interface Shown {
  /** The last place of the log that it is the outcome of. */
  seq: number;
  conversation: Conversation;
  messages: Beginning[];
}

interface OnScreen {
  seq: number;
  /** Whether lists show it as the hub would. */
  row: boolean;
  /** Whether no folder has more or less than before. */
  counted: boolean;
  /** The places of messages that stand in their timeline, and of those with nothing left out. */
  said: ReadonlySet<number>;
  whole: ReadonlySet<number>;
}

const REMEMBERED = 200;
const SAID = new Set(["message.received", "message.queued", "note.added"]);
/** Answers that say of a conversation what its row says. */
const IN_A_ROW = new Set(["conversation", "conversations", "counts", "client"]);
const onScreen = new Map<string, OnScreen>();

/** Puts it where it belongs; what is older than what stands there, or in the way of an act, is left. */
export function shown(said: unknown) {
  const { seq, conversation, messages } = said as Shown;
  if (isPast(seq) || questions.isMutating() > 0) return;
  const id = conversation.conversation_id;
  const before =
    questions.getQueryData<Conversation>(keys.conversation(id)) ?? rowOf(questions, id);
  // All of it is drawn at once.
  const { row, said: there } = notifyManager.batch(() => ({
    said: inTimelines(conversation, messages),
    row: [inOpened(conversation), inLists(conversation)].every(Boolean),
  }));
  onScreen.delete(id);
  onScreen.set(id, {
    seq,
    row,
    counted: before !== undefined && !moved(before, conversation),
    said: there,
    whole: new Set(messages.flatMap((one) => (one.whole && there.has(one.seq) ? one.seq : []))),
  });
  for (const [other] of onScreen) if (onScreen.size > REMEMBERED) onScreen.delete(other);
}

/** Of what a fact makes old: what has to be asked now, and what is on screen and can wait. */
export function asked(fact: Fact, old: readonly QueryKey[]) {
  const { aggregate, id } = fact.subject;
  const there = aggregate === "conversation" ? onScreen.get(id) : undefined;
  if (SAID.has(fact.type) && !there?.said.has(fact.seq)) owes(id, fact.seq);
  if (!there || there.seq < fact.seq) return { soon: old, later: [] };
  const known = old.filter(([kind]) => !(kind === "counts" && there.row && there.counted));
  const waits = ([kind, whose]: QueryKey) =>
    kind === "history"
      ? whose !== undefined && there.whole.has(fact.seq)
      : there.row && IN_A_ROW.has(String(kind));
  return { soon: known.filter((key) => !waits(key)), later: known.filter(waits) };
}

function inOpened(row: Conversation): boolean {
  const key = keys.conversation(row.conversation_id);
  questions.setQueryData<Conversation>(key, (one) => one && { ...one, ...row, draft: one.draft });
  return questions.isFetching({ queryKey: key, exact: true }) === 0;
}

/** What is asked for just now may come back as it was before. */
function inLists(row: Conversation): boolean {
  const me = questions.getQueryData<Me>(keys.me)?.employee_id;
  let sure = questions.isFetching({ queryKey: keys.lists }) === 0 && !listsAreAsked();
  for (const [key, pages] of questions.getQueriesData<Pages>({ queryKey: keys.lists })) {
    if (!pages) continue;
    const now = placed(pages, (key[1] ?? {}) as Wanted, row, me);
    questions.setQueryData<Pages>(key, now.pages);
    sure = sure && now.sure;
  }
  return sure;
}

const COUNTED = ["status", "assignee_id", "snoozed", "last_direction", "step"] as const;

/** Whether it may stand in other folders and views than before. */
const moved = (one: Conversation, now: Conversation) =>
  COUNTED.some((name) => one[name] !== now[name]) ||
  (one.waiting_since === null) !== (now.waiting_since === null) ||
  one.acknowledged_by !== now.acknowledged_by ||
  one.labels.join("\n") !== now.labels.join("\n");
