/** Rounds: what changed is gathered for a moment, then everything of it on screen is asked anew. */
import type { QueryKey } from "@tanstack/react-query";
import { questions } from "./questions";
import { askListsAnew, listsChanged } from "./relisting";

const GATHERED_MILLISECONDS = 30;
/** What the stream has shown already is asked as well, but nobody waits for it. */
const CALMLY_MILLISECONDS = 3000;
const HELD_AT_MOST_MILLISECONDS = 1500;
const LOOKED_AGAIN_MILLISECONDS = 25;

/** Lists and counts are dear: not asked more often than this, however much happens. */
const SPACED_MILLISECONDS: Record<string, number> = {
  client: 1500,
  conversations: 250,
  counts: 2000,
  labels: 5000,
  now: 2000,
};

const due = new Map<string, { key: QueryKey; at: number }>();
const askedAt = new Map<string, number>();
let timer: ReturnType<typeof setTimeout> | undefined;
let position = 0;
let awaited = { position: 0, since: 0 };

/** These are out of date; `calmly`: though what is on screen is as it should be. */
export function changed(keys: readonly QueryKey[], calmly = false) {
  const now = Date.now();
  const gathered = calmly ? CALMLY_MILLISECONDS : GATHERED_MILLISECONDS;
  if (keys.some(isList)) listsChanged(keys.flatMap(conversationIn));
  for (const key of keys) {
    const name = JSON.stringify(key);
    const space = SPACED_MILLISECONDS[String(key[0])] ?? 0;
    const at = Math.max(now + gathered, (askedAt.get(name) ?? 0) + space);
    if (at < (due.get(name)?.at ?? Number.POSITIVE_INFINITY)) due.set(name, { key, at });
  }
  arm();
}

/** Everything is out of date. */
export function changedEverything() {
  due.clear();
  const early = askedFirst().map(({ queryKey }) => queryKey);
  void questions.invalidateQueries();
  changed(early);
}

/** How far the stream has told: up to there the views show it. */
export function told(place: number) {
  position = Math.max(position, place);
}

/** Up to there whatever is asked now is answered. */
export const toldSoFar = () => position;

/** Whether what is on screen is newer than this place, or will be once the hub has answered. */
export const isPast = (place: number) => place <= position || place < awaited.position;

/** What we did ourselves stands there: asking before the views show it would show the past again. */
export function until(place: number) {
  if (place > position) awaited = { position: place, since: Date.now() };
}

function arm() {
  clearTimeout(timer);
  timer = undefined;
  if (due.size === 0) return;
  const next = Math.min(...[...due.values()].map((one) => one.at));
  timer = setTimeout(run, Math.max(0, next - Date.now()));
}

function run() {
  timer = undefined;
  const now = Date.now();
  if (held(now)) {
    timer = setTimeout(run, LOOKED_AGAIN_MILLISECONDS);
    return;
  }
  for (const [name, { key, at }] of [...due]) {
    if (at > now) continue;
    if (askedFirst(key).length > 0) {
      due.set(name, { key, at: now + LOOKED_AGAIN_MILLISECONDS });
      continue;
    }
    due.delete(name);
    askedAt.set(name, now);
    if (isList(key)) askListsAnew();
    else void questions.invalidateQueries({ queryKey: key, refetchType: "active" });
  }
  arm();
}

/** What is asked for the first time may be answered as it was: until then nothing asks it anew. */
const askedFirst = (queryKey?: QueryKey) =>
  questions
    .getQueryCache()
    .findAll({ queryKey, type: "active", fetchStatus: "fetching" })
    .filter(({ state }) => state.data === undefined);

const isList = ([kind]: QueryKey) => kind === "conversations";
const conversationIn = ([kind, id]: QueryKey) =>
  kind === "conversation" && typeof id === "string" ? [id] : [];

function held(now: number) {
  return awaited.position > position && now - awaited.since < HELD_AT_MOST_MILLISECONDS;
}
