/** J and K lead on from where one stood, whatever became of that row. */
import { beforeEach, expect, test } from "vitest";
import { goBeside, listed, neighbour, openedBy } from "./neighbours";

beforeEach(() => listed([], undefined));

test("the next is beside the open row", () => {
  listed(["a", "b", "c"], "b");

  expect(neighbour(1)).toBe("c");
  expect(neighbour(-1)).toBe("a");
});

test("the next is the first where nothing is open", () => {
  listed(["a", "b", "c"], undefined);

  expect(neighbour(1)).toBe("a");
});

test("an open row that went leaves its neighbours behind", () => {
  listed(["a", "b", "c", "d"], "b");
  listed(["a", "d"], "b");

  expect(neighbour(1)).toBe("d");
  expect(neighbour(-1)).toBe("a");
});

test("an open row that was answered and stands last now is not where one goes on from", () => {
  listed(["a", "b", "c", "d"], "b");
  listed(["a", "c", "d", "b"], "b");

  expect(neighbour(1)).toBe("c");
});

test("after the last one is done the one before is shown, and after that the list", () => {
  const shown: (string | null)[] = [];
  openedBy((id) => shown.push(id));
  listed(["a", "b"], "b");
  goBeside(1, true);
  listed(["a"], "a");
  goBeside(1, true);
  openedBy(null);

  expect(shown).toEqual(["a", null]);
});
