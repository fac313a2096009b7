import { expect, test } from "vitest";
import { length } from "./length";

test.each([
  [0, "00:00"],
  [59.9, "00:59"],
  [754, "12:34"],
  [3600, "1:00:00"],
  [90_061, "25:01:01"],
  [-3, "00:00"],
])("%s seconds are %s", (seconds, shown) => {
  expect(length(seconds)).toBe(shown);
});
