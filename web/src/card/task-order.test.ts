import { expect, test } from "vitest";
import { inOrder } from "./task-order";

const task = (name: string, status: string, due_at: string | null, finished_at = due_at) => ({
  name,
  status,
  due_at,
  finished_at,
  opened_at: "2026-11-01T00:00:00Z",
});

test("what is due first stands first, what has no time after it, what is over last", () => {
  const tasks = [
    task("over", "done", "2026-11-01T10:00:00Z"),
    task("some day", "open", null),
    task("next week", "open", "2026-11-29T10:00:00Z"),
    task("late", "open", "2026-11-20T10:00:00Z"),
  ];

  expect(inOrder(tasks).map((one) => one.name)).toEqual(["late", "next week", "some day", "over"]);
});

test("of those that are over only the last three are shown", () => {
  const days = ["01", "02", "03", "04"].map((day) => task(day, "done", `2026-11-${day}T10:00:00Z`));

  expect(inOrder(days).map((one) => one.name)).toEqual(["04", "03", "02"]);
});
