import { expect, test } from "vitest";
import type { Identity, Merge } from "./asking";
import { movedBy } from "./moved";

const NOON = "2026-11-22T12:00:00Z";
const merge: Merge = {
  merge_id: "m",
  absorbed_id: "c",
  merged_at: NOON,
  merged_by: "capture",
  rule: "same_inbound",
  evidence: "letter",
};

function identity(identity_id: string, rule: Merge["rule"], evidence: string): Identity {
  const because = { rule, version: 1, evidence, by: "capture" };
  const address = { kind: "phone" as const, value: "+7", name: null };
  return { identity_id, ...address, claimed_at: NOON, linked_at: NOON, because };
}

test("what stood here at the same moment for another reason is not given back", () => {
  const came = identity("phone", "same_inbound", "letter");
  const stood = identity("telegram", "first_contact", "hello");

  expect(movedBy(merge, [came, stood])).toEqual([came]);
});
