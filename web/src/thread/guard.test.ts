/** The send guard: what its author has not seen holds an answer back. */
import { expect, test } from "vitest";
import { readBy, unseen } from "./guard";
import type { Entry } from "./wire";

const entry = (seq: number, direction: string, some: object = {}): Entry =>
  ({
    seq,
    at: "",
    kind: "message",
    message: { message_id: `m${seq}`, seq, direction, by: null, conversation_id: "c", ...some },
  }) as unknown as Entry;
const seqs = (entries: Entry[], seen: number) =>
  unseen(entries, "c", seen, "anna").map((one) => one.seq);

test("a client's words and a colleague's answer that came later hold it", () => {
  const entries = [entry(9, "out", { by: "oleg" }), entry(7, "in"), entry(3, "in")];
  expect(seqs(entries, 5)).toEqual([7, 9]);
});

test("one's own answers, notes and other conversations do not", () => {
  const entries = [
    entry(9, "out", { by: "anna" }),
    entry(8, "note", { by: "oleg" }),
    entry(7, "in", { conversation_id: "mail" }),
  ];
  expect(seqs(entries, 5)).toEqual([]);
});

test("going on to write says that the client's words were read, but not at once", () => {
  const news = unseen([entry(7, "in")], "c", 5, "anna");
  expect([readBy(1000, 0, news), readBy(3500, 0, news)]).toEqual([false, true]);
});

test("a colleague's answer is never passed over by typing", () => {
  const news = unseen([entry(7, "out", { by: "oleg" })], "c", 5, "anna");
  expect(readBy(60_000, 0, news)).toBe(false);
});
