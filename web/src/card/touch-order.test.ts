import { expect, test } from "vitest";
import { wayOf } from "./touch-order";

const touch = (touch_id: string, at: string, seq = 1) => ({ touch_id, at, seq });
const search = touch("search", "2026-11-01T10:00:00Z");
const advert = touch("advert", "2026-11-02T10:00:00Z");
const letter = touch("letter", "2026-11-03T10:00:00+03:00");

test("the first and the last stand apart from what lies between", () => {
  expect(wayOf(search, [advert, search, letter])).toEqual({
    first: search,
    last: letter,
    between: [advert],
  });
});

test("of two at the same time the later on the log is the newer", () => {
  const twin = touch("twin", advert.at, 2);

  expect(wayOf(search, [search, advert, twin]).last).toBe(twin);
});

test("an only touch is the first, and there is no last beside it", () => {
  expect(wayOf(search, [search])).toEqual({ first: search, last: null, between: [] });
});

test("a client who simply wrote came by no touch", () => {
  expect(wayOf(null, [])).toEqual({ first: null, last: null, between: [] });
});
