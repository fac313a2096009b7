// @vitest-environment jsdom
/** What the stream shows is on screen before anything is asked, and only the rest is asked at once. */
import { expect, test } from "vitest";
import type { Known } from "@/thread/merging";
import type { Conversation, Pages } from "./conversations";
import { type Fact, oldBy } from "./facts";
import { keys } from "./keys";
import { questions } from "./questions";
import { told } from "./rounds";
import { asked, shown } from "./shown";

const row = {
  conversation_id: "talk",
  client_id: "boris",
  status: "open",
  assignee_id: null,
  waiting_since: "2026-11-22T09:00:00Z",
  last_at: "2026-11-22T09:00:00Z",
  last_text: "before",
  last_direction: "in",
  labels: [] as string[],
  draft: true,
} as Conversation;
const said = (seq: number, text: string, whole = true) => ({
  seq,
  conversation: { ...row, last_text: text },
  messages: [{ message_id: `m${seq}`, conversation_id: "talk", seq, at: "", text, whole }],
});
const fact = (seq: number, type = "message.received"): Fact => ({
  seq,
  type,
  subject: { aggregate: "conversation", id: "talk" },
  at: "",
  actor: "capture",
});
const old = (one: Fact) =>
  asked(
    one,
    oldBy(one, () => ["boris"]),
  );
const listed = () => questions.getQueryData<Pages>(keys.list({ folder: "all" }))?.pages[0]?.items;
const texts = () =>
  questions
    .getQueryData<Known>(keys.history("boris"))
    ?.entries.map((one) => [one.seq, one.message?.text]);

function opened() {
  const pages = [{ items: [row], next: null }];
  questions.setQueryData<Pages>(keys.list({ folder: "all" }), { pages, pageParams: [null] });
  questions.setQueryData<Known>(keys.history("boris"), { entries: [], next: null });
}

test("a message stands in its row and its timeline once, and of both nothing is asked at once", () => {
  opened();
  shown(said(5, "hello"));
  shown(said(5, "hello"));

  expect(listed()).toEqual([{ ...row, last_text: "hello" }]);
  expect(texts()).toEqual([[5, "hello"]]);
  expect(old(fact(5)).soon).toEqual([keys.now]);
  expect(old(fact(5)).later).toContainEqual(keys.history("boris"));
});

test("where only its beginning was told, the timeline is asked at once", () => {
  opened();
  shown(said(6, "a long st", false));

  expect(texts()).toEqual([[6, "a long st…"]]);
  expect(old(fact(6)).soon).toEqual([keys.history("boris"), keys.now]);
});

test("what was not shown is asked as ever: another fact, a new timeline, a folder of the hub's", () => {
  opened();
  shown(said(7, "hello"));
  expect(old(fact(8)).soon).toEqual(oldBy(fact(8), () => ["boris"]));
  expect(old(fact(7, "conversation.labelled")).soon).toContainEqual(keys.labels);

  questions.setQueryData<Pages>(keys.list({ folder: "team" }), { pages: [], pageParams: [] });
  shown({ ...said(9, "hello"), conversation: { ...row, assignee_id: "gleb" } });
  expect(old(fact(9)).soon).toContainEqual(keys.lists);
});

test("nothing is put after what was said and not shown, until that stands there", () => {
  opened();
  old(fact(12, "note.added"));
  shown(said(13, "hello"));
  expect(texts()).toEqual([]);
  expect(old(fact(13)).soon).toContainEqual(keys.history("boris"));

  const note = { seq: 13, at: "", kind: "message" as const };
  questions.setQueryData<Known>(keys.history("boris"), { entries: [note], next: null });
  shown(said(14, "again"));
  expect(texts()?.map(([seq]) => seq)).toEqual([14, 13]);
});

test("a timeline that is asked for the first time just now is asked once more", () => {
  opened();
  questions.removeQueries({ queryKey: keys.histories });
  void questions.prefetchQuery({
    queryKey: keys.history("boris"),
    queryFn: () => new Promise(() => undefined),
  });
  shown(said(15, "hello"));

  expect(old(fact(15)).soon).toContainEqual(keys.history("boris"));
});

test("what comes late is not put over what is newer", () => {
  opened();
  told(20);
  shown(said(19, "late"));

  expect(listed()).toEqual([row]);
  expect(texts()).toEqual([]);
});
