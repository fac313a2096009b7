import { expect, test } from "vitest";
import { choices, local, moment } from "./due";

const MORNING = new Date(2026, 10, 30, 9);
const NIGHT = new Date(2026, 10, 30, 23);

test("tomorrow is the first of the next month where the month ends", () => {
  expect(choices(MORNING).map(([name, date]) => [name, local(date)])).toEqual([
    ["tonight", "2026-11-30T18:00"],
    ["tomorrow", "2026-12-01T10:00"],
    ["week", "2026-12-07T10:00"],
  ]);
});

test("a night that has come is not offered", () => {
  expect(choices(NIGHT).map(([name]) => name)).toEqual(["tomorrow", "week"]);
});

test("a time that was written is the same moment with its offset", () => {
  expect(moment(local(MORNING))).toBe(MORNING.toISOString());
  expect(moment("")).toBeNull();
});
