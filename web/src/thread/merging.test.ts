/** A history asked for anew: its newest page takes the place of what was there, nothing is doubled. */
import { expect, test } from "vitest";
import { lengthened, meets, renewed } from "./merging";
import type { Entry } from "./wire";

const entries = (...seqs: number[]) => seqs.map((seq) => ({ seq, at: "", kind: "step" }) as Entry);
const seqs = (list: readonly Entry[]) => list.map((one) => one.seq);
const known = { entries: entries(8, 7, 5, 4, 2), next: "further" };

test("news stand before what is known, and what was withdrawn from the page is gone", () => {
  const merged = renewed(known, { items: entries(10, 9, 7, 5), next: "5" });
  expect([seqs(merged.entries), merged.next]).toEqual([[10, 9, 7, 5, 4, 2], "further"]);
});

test("a gap between the newest page and what is known is seen", () => {
  expect(meets(known, { items: entries(30, 29), next: "29" })).toBe(false);
  expect(meets(known, { items: entries(30, 29, 8), next: "8" })).toBe(true);
});

test("a page that is all there is takes the place of everything", () => {
  expect(renewed(known, { items: entries(1), next: null })).toEqual({
    entries: entries(1),
    next: null,
  });
});

test("an older page is added once", () => {
  const longer = lengthened(known, { items: entries(2, 1), next: null });
  expect([seqs(longer.entries), longer.next]).toEqual([[8, 7, 5, 4, 2, 1], null]);
});
