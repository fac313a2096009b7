/** Days and voices: what begins anew in the timeline. */
import { expect, test } from "vitest";
import { rowsOf } from "./days";
import type { Entry } from "./wire";

let seq = 0;
const message = (at: string, some: object = {}): Entry => {
  seq += 1;
  const of = { message_id: `m${seq}`, direction: "in", by: null, identity_id: "boris" };
  return {
    seq,
    at,
    kind: "message",
    message: { ...of, conversation_id: "c", at, ...some },
  } as unknown as Entry;
};
const shape = (entries: Entry[]) =>
  rowsOf(entries, []).map((row) => (row.kind === "entry" ? row.first : row.kind));

test("each day has one heading", () => {
  const entries = [
    message("2026-11-20T10:00:00"),
    message("2026-11-20T18:00:00"),
    message("2026-11-22T08:00:00"),
  ];
  expect(shape(entries)).toEqual(["day", true, true, "day", true]);
});

test("the same voice shortly after is not named again, another one is", () => {
  const entries = [
    message("2026-11-20T10:00:00"),
    message("2026-11-20T10:02:00"),
    message("2026-11-20T10:03:00", { direction: "out", by: "anna" }),
    message("2026-11-20T10:20:00", { direction: "out", by: "anna" }),
  ];
  expect(shape(entries)).toEqual(["day", true, false, true, true]);
});

test("the same person on another channel is another voice", () => {
  const entries = [
    message("2026-11-20T10:00:00"),
    message("2026-11-20T10:01:00", { conversation_id: "mail" }),
  ];
  expect(shape(entries)).toEqual(["day", true, true]);
});
