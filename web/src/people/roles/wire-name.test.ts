/** What a role is called on the wire. */
import { expect, test } from "vitest";
import { wireName } from "./wire-name";

test("a role is named by its title, by a number where that is taken, and never by nothing", () => {
  expect(wireName("Night shift!", [])).toBe("night_shift");
  expect(wireName("Manager", ["manager", "manager_2"])).toBe("manager_3");
  expect(wireName("Старший смены", [])).toBe("role");
  expect(wireName("2 смена B", [])).toBe("b");
});
