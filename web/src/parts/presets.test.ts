/** What people mean by tomorrow and by Monday. */
import { expect, test } from "vitest";
import { inHours, monday, ofTheWall, tomorrow } from "./presets";

const SUNDAY_EVENING = new Date(2026, 10, 22, 22, 30, 40);
const MONDAY_MORNING = new Date(2026, 10, 23, 8, 0);

test("three hours may lead into the next day", () => {
  expect(ofTheWall(inHours(3, SUNDAY_EVENING))).toBe("2026-11-23T01:30");
});

test("tomorrow is the next day at nine", () => {
  expect(ofTheWall(tomorrow(SUNDAY_EVENING))).toBe("2026-11-23T09:00");
});

test("Monday is the one that comes, even on a Monday", () => {
  expect(ofTheWall(monday(SUNDAY_EVENING))).toBe("2026-11-23T09:00");
  expect(ofTheWall(monday(MONDAY_MORNING))).toBe("2026-11-30T09:00");
});
