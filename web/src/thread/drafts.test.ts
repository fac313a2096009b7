/** Drafts: nothing typed is lost, whoever saved last. */
import { expect, test } from "vitest";
import { begun, joined, NOTHING, refused, type Typed } from "./drafts";

const words = (text: string): Typed => ({ ...NOTHING, text });
const none = { version: 0, typed: NOTHING };

test("what this browser kept goes on where the hub has the version it was typed over", () => {
  const kept = { version: 3, typed: words("mine, longer"), sent: null };
  const beginning = begun(kept, { version: 3, typed: words("mine") });
  expect([beginning.typed.text, beginning.unsaved, beginning.theirs]).toEqual([
    "mine, longer",
    true,
    null,
  ]);
});

test("where another window has saved since, both texts are there", () => {
  const kept = { version: 3, typed: words("mine"), sent: null };
  const beginning = begun(kept, { version: 4, typed: words("theirs") });
  expect([beginning.typed.text, beginning.theirs?.typed.text]).toEqual(["mine", "theirs"]);
});

test("a saving whose answer never came is one's own, not another window's", () => {
  const kept = { version: 3, typed: words("mine, longer"), sent: words("mine") };
  const beginning = begun(kept, { version: 4, typed: words("mine") });
  expect([beginning.theirs, beginning.version]).toEqual([null, 4]);
});

test("what was kept outlives a draft that was thrown away elsewhere", () => {
  const kept = { version: 3, typed: words("mine"), sent: null };
  expect(begun(kept, none)).toMatchObject({ typed: words("mine"), version: 0, unsaved: true });
});

test("with nothing kept here the hub's draft is shown", () => {
  const saved = { version: 5, typed: words("theirs") };
  expect(begun(null, saved)).toMatchObject({ typed: words("theirs"), unsaved: false });
});

test("an empty field does not argue with another window", () => {
  const theirs = { version: 4, typed: words("theirs") };
  expect(refused(NOTHING, null, theirs)).toMatchObject({ typed: NOTHING, theirs: null });
});

test("what is taken back stands before what was typed since, files of both once", () => {
  const file = { upload_id: "f", name: "a.pdf", media_type: "application/pdf", size: 1 };
  const back = { ...words("first"), attachments: [file] };
  const together = joined(back, { ...words("second"), attachments: [file] });
  expect([together.text, together.attachments.length]).toEqual(["first\n\nsecond", 1]);
});

test("a field that was emptied while its words were on their way empties the hub's draft too", () => {
  const late = { version: 4, typed: words("abc") };
  expect(refused(NOTHING, words("abc"), late)).toMatchObject({ version: 4, unsaved: true });
});
