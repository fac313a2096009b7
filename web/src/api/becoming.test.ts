/** What an act takes from a list at once. */
import { expect, test } from "vitest";
import { type Act, leaves } from "./becoming";

const ANNA = "anna";
const toAnna: Act = { kind: "assign", employee_id: ANNA };
const toOleg: Act = { kind: "assign", employee_id: "oleg" };

test("what is given away goes from mine, and what is taken goes from unassigned", () => {
  expect(leaves({ folder: "mine" }, toOleg, ANNA)).toBe(true);
  expect(leaves({ folder: "mine" }, toAnna, ANNA)).toBe(false);
  expect(leaves({ folder: "unassigned" }, toAnna, ANNA)).toBe(true);
  expect(leaves({ folder: "team" }, toOleg, ANNA)).toBe(false);
});

test("what is closed stays where one looks back", () => {
  expect(leaves({ folder: "mine" }, { kind: "close" }, ANNA)).toBe(true);
  expect(leaves({ folder: "sent" }, { kind: "close" }, ANNA)).toBe(false);
  expect(leaves({ folder: "closed" }, { kind: "reopen" }, ANNA)).toBe(true);
});

test("a label that is taken off takes the row from a list of that label", () => {
  const off: Act = { kind: "unlabel", label: "Опт" };

  expect(leaves({ folder: "all", label: "опт" }, off, ANNA)).toBe(true);
  expect(leaves({ folder: "all" }, off, ANNA)).toBe(false);
});
