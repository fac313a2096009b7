/** A history asked for anew: its newest page takes the place of what was there, nothing is doubled. */
import { expect, test } from "vitest";
import { appended, type Known, lengthened, meets, renewed, type Told } from "./merging";
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

test("what the stream shows is there once, however often and in whatever order it is said", () => {
  const twice = appended(appended(known, entries(9)), entries(9, 10, 9));
  expect(seqs(twice.entries)).toEqual([10, 9, 8, 7, 5, 4, 2]);
});

test("what was shown is no bridge over a gap, and stays where the answer is older than it", () => {
  const ahead = appended(known, entries(30));
  expect(meets(ahead, { items: entries(30, 29), next: "29" })).toBe(false);
  expect(seqs(renewed(ahead, { items: entries(29, 8), next: "8" }, 29).entries)).toEqual([
    30, 29, 8, 7, 5, 4, 2,
  ]);
  expect(seqs(renewed(ahead, { items: entries(29, 8), next: "8" }, 30).entries)).toEqual([
    29, 8, 7, 5, 4, 2,
  ]);
});

test("facts shown, lost, doubled or late, and then asked for: the same as asked for alone", () => {
  const dice = seeded(3);
  for (let round = 0; round < 300; round += 1) {
    const log = [1];
    let shown: Known = asked(log, { entries: [], next: null });
    let alone = shown;
    for (let step = 0; step < 20; step += 1) {
      const before = [...log];
      log.push((log.at(-1) ?? 0) + 1 + dice(2));
      if (dice(3) > 0) shown = appended(shown, entries(log[dice(log.length)] ?? 1));
      if (dice(4) > 0) continue;
      // An answer from before the last fact may come after it was shown.
      if (dice(2) > 0) shown = asked(before, shown);
      shown = asked(log, shown);
      alone = asked(log, alone);

      expect(shown).toEqual(alone);
    }
  }
});

/** As the thread asks: pages until they meet what is known. */
function asked(log: readonly number[], known: Known): Known {
  const newest = log.toReversed();
  let told: Told = { items: [] };
  for (let size = 3; ; size += 3) {
    told = { items: entries(...newest.slice(0, size)), next: newest[size] ? "more" : null };
    if (meets(known, told)) return renewed(known, told, log.at(-1));
  }
}

function seeded(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}
