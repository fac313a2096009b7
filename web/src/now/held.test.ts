import { expect, test } from "vitest";
import { bounds, heldBy } from "./held";

const row = (assignee_id: string | null) => ({ conversation: { assignee_id } });
const rows = [row("anna"), row(null), row("oleg")];

test("nobody is a holder too, and everybody is no choice at all", () => {
  expect(heldBy(rows, null)).toEqual([row(null)]);
  expect(heldBy(rows, "anna")).toEqual([row("anna")]);
  expect(heldBy(rows, undefined)).toEqual(rows);
});

test("a bucket begins where the one before it ends, from an hour on in hours", () => {
  const upto = [300, 3600, 14_400, null].map((upto_seconds) => ({ upto_seconds }));

  expect(bounds(upto)).toEqual([
    { from: 0, upto: 5, unit: "minutes" },
    { from: 5, upto: 60, unit: "minutes" },
    { from: 1, upto: 4, unit: "hours" },
    { from: 4, upto: null, unit: "hours" },
  ]);
});
