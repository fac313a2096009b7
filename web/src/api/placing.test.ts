/** Rows put where they belong: the list is then as the hub would have told it. */
import { expect, test } from "vitest";
import type { Conversation, Pages } from "./conversations";
import type { Wanted } from "./keys";
import { placed, stands } from "./placing";

const ANNA = "anna";
const ids = (pages: Pages) => pages.pages.flatMap(({ items }) => items.map(idOf)).join("");
const idOf = (one: Conversation) => one.conversation_id;

const at = (minute: number) => `2026-11-22T09:${String(minute).padStart(2, "0")}:00Z`;
const row = (conversation_id: string, more: Partial<Conversation> = {}): Conversation =>
  ({
    conversation_id,
    status: "open",
    assignee_id: null,
    waiting_since: null,
    last_at: at(0),
    last_direction: "in",
    step: null,
    acknowledged_by: null,
    labels: [],
    snoozed: false,
    draft: false,
    channel: "telegram",
    account: "shop",
    ...more,
  }) as Conversation;
const list = (items: Conversation[], next: string | null = null): Pages => ({
  pages: [{ items, next }],
  pageParams: [null],
});

test("whatever happened, in any order, the list is the one that the hub would sort anew", () => {
  const dice = seeded(7);
  for (let round = 0; round < 200; round += 1) {
    const now = new Map<string, Conversation>();
    let pages = list([]);
    for (let step = 0; step < 12; step += 1) {
      const one = thrown(dice);
      now.set(idOf(one), one);
      pages = placed(pages, { folder: "unassigned" }, one, ANNA).pages;
    }
    const asked = [...now.values()].filter((one) => one.status === "open" && !one.assignee_id);

    expect(ids(pages)).toBe(asked.toSorted(asTheHub).map(idOf).join(""));
  }
});

test("who begins to wait behind what was asked for is not there yet", () => {
  const first = list([row("a", { waiting_since: at(1) }), row("b", { waiting_since: at(2) })], "b");
  const late = row("c", { waiting_since: at(3) });
  const early = row("d", { waiting_since: `2026-11-22T09:01:00.5Z` });

  expect(ids(placed(first, { folder: "all" }, late, ANNA).pages)).toBe("ab");
  expect(ids(placed(first, { folder: "all" }, early, ANNA).pages)).toBe("adb");
});

test("a draft is one's own: the stream knows of none", () => {
  const mine = list([row("a", { draft: true })]);

  const { pages } = placed(mine, {}, row("a", { last_text: "new" }), ANNA);

  expect(pages.pages[0]?.items).toEqual([row("a", { draft: true, last_text: "new" })]);
});

test.each<[Wanted, Partial<Conversation>, boolean | null]>([
  [{ folder: "mine" }, { assignee_id: ANNA }, true],
  [{ folder: "mine" }, { assignee_id: ANNA, snoozed: true }, false],
  [{ folder: "unassigned" }, { assignee_id: "gleb" }, false],
  [{ folder: "closed" }, { status: "closed" }, true],
  [{ folder: "escalated" }, { waiting_since: at(1), step: 1 }, true],
  [{ folder: "escalated" }, { waiting_since: at(1), step: 1, acknowledged_by: ANNA }, false],
  [{ folder: "team" }, { assignee_id: "gleb" }, null],
  [{ folder: "team" }, { assignee_id: ANNA }, false],
  [{ folder: "sent" }, { last_direction: "out" }, null],
  [{ folder: "mentions" }, {}, null],
  [{ label: "СЧЁТ" }, { labels: ["счёт"] }, true],
  [{ folder: "all", assignee: "none" }, { assignee_id: ANNA }, false],
  [{ waiting: true } as Wanted, {}, null],
])("in %j a row with %j stands: %s", (wanted, more, there) => {
  expect(stands(wanted, row("a", more), ANNA)).toBe(there);
});

function thrown(dice: (sides: number) => number): Conversation {
  return row("abcdef"[dice(6)] ?? "a", {
    status: dice(5) === 0 ? "closed" : "open",
    assignee_id: dice(4) === 0 ? "gleb" : null,
    waiting_since: dice(2) === 0 ? at(dice(4)) : null,
    last_at: at(dice(4)),
  });
}

/** Who waits longest first; behind them the last word first. */
function asTheHub(one: Conversation, other: Conversation): number {
  const [a, b] = [one.waiting_since ?? "later", other.waiting_since ?? "later"];
  if (a !== b) return a < b ? -1 : 1;
  if (one.waiting_since) return idOf(one) < idOf(other) ? -1 : 1;
  return `${one.last_at} ${idOf(one)}` > `${other.last_at} ${idOf(other)}` ? -1 : 1;
}

function seeded(seed: number) {
  let state = seed;
  return (sides: number) => {
    state = (state * 1103515245 + 12345) % 2147483648;
    return Math.floor((state / 2147483648) * sides);
  };
}
