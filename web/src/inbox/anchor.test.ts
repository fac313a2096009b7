/** What one looks at stays where it is. */
import { expect, test } from "vitest";
import { moved } from "./anchor";

const BEFORE = ["a", "b", "c", "d", "e", "f"];

test("a row that comes above what is open moves the list down by one", () => {
  expect(moved(BEFORE, ["new", ...BEFORE], 0, 4, "c")).toBe(1);
});

test("a row that goes from above what is open moves it up by one", () => {
  expect(moved(BEFORE, ["b", "c", "d", "e", "f"], 1, 4, "c")).toBe(-1);
});

test("at the top, with nothing open, what is new is seen", () => {
  expect(moved(BEFORE, ["new", ...BEFORE], 0, 4, undefined)).toBe(0);
});

test("further down, with nothing open, the first row in sight stays", () => {
  expect(moved(BEFORE, ["new", ...BEFORE], 2, 4, undefined)).toBe(1);
});

test("an open row that went down the list by itself does not take the list along", () => {
  expect(moved(BEFORE, ["a", "b", "d", "e", "f", "c"], 1, 4, "c")).toBe(0);
});

test("a list of which nothing is left stays at its place", () => {
  expect(moved(BEFORE, ["x", "y"], 1, 4, "c")).toBe(0);
});
