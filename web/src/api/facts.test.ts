/** Which answers each fact makes old. */
import { expect, test } from "vitest";
import { type Fact, oldBy } from "./facts";
import { keys } from "./keys";

const about = (aggregate: string, type: string): Fact => ({
  seq: 1,
  type,
  subject: { aggregate, id: "one" },
  at: "2026-11-22T09:00:00Z",
  actor: "token:x",
});
const boris = () => ["boris"];

test("a message makes its conversation, its card's history, lists and counts old", () => {
  const old = oldBy(about("conversation", "message.received"), boris);

  expect(old).toContainEqual(keys.conversation("one"));
  expect(old).toContainEqual(keys.history("boris"));
  expect(old).toContainEqual(keys.lists);
  expect(old).toContainEqual(keys.counts);
});

test("a step of sending is seen in the thread alone", () => {
  const old = oldBy(about("conversation", "message.attempted"), boris);

  expect(old).toEqual([keys.conversation("one"), keys.history("boris")]);
});

test("a conversation of somebody on screen that has just begun shows in their history", () => {
  const old = oldBy(about("conversation", "conversation.opened"), () => []);

  expect(old).toContainEqual(keys.histories);
});

test("who joins a team may see other lists", () => {
  expect(oldBy(about("team", "team.set"), boris)).toContainEqual(keys.lists);
});

test("what the console does not show makes nothing old", () => {
  expect(oldBy(about("capture", "capture.advanced"), boris)).toEqual([]);
});
