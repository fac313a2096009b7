/** Where a conversation stands in a list, by the hub's own order, so that a row needs no question. */
import type { Conversation, Listed, Pages } from "./conversations";
import type { Wanted } from "./keys";

type Me = string | null | undefined;

/** The list with this row as it is now; `sure`: the hub would show it so. */
export function placed(pages: Pages, wanted: Wanted, row: Conversation, me: Me) {
  const there = stands(wanted, row, me);
  const order = ORDERS[wanted.folder ?? "all"] ?? byWaiting;
  const before = pages.pages.flatMap(({ items }) => items).find((one) => same(one, row));
  const now = { ...row, draft: before?.draft ?? false };
  if (there === false) return { pages: without(pages, row), sure: true };
  if (!order || there === null)
    return { pages: instead(pages, now), sure: order !== null && before !== undefined };
  return { pages: among(without(pages, row), now, order), sure: true };
}

/** Whether it belongs there; null: only the hub knows. */
export function stands(wanted: Wanted, row: Conversation, me: Me): boolean | null {
  const { folder, label, channel, account, assignee, status, ...others } = wanted;
  if (label && !row.labels.some((one) => folded(one) === folded(label))) return false;
  if (channel && row.channel !== channel) return false;
  if (account && row.account !== account) return false;
  if (assignee && (row.assignee_id ?? "none") !== assignee) return false;
  if (status && row.status !== status) return false;
  const stood = inFolder(folder, row, me);
  return stood && Object.keys(others).length > 0 ? null : stood;
}

function inFolder(folder: string | undefined, row: Conversation, me: Me): boolean | null {
  const open = row.status === "open";
  const { assignee_id: held, snoozed } = row;
  const mine = held !== null && held === me;
  switch (folder) {
    case undefined:
      return true;
    case "mine":
      return open && !snoozed && mine;
    case "unassigned":
      return open && !snoozed && held === null;
    case "all":
      return open;
    case "closed":
      return !open;
    case "escalated":
      return open && row.waiting_since !== null && !row.acknowledged_by && (row.step ?? 0) > 0;
    case "snoozed":
      return open && snoozed ? mine || null : false;
    case "team":
      return open && held !== null && !mine ? null : false;
    case "sent":
      return row.last_direction === "out" ? null : false;
    default:
      return null;
  }
}

type Order = (one: Conversation, other: Conversation) => boolean;

/** Whether the first stands before the other: who waits longest, then the last word. */
const byWaiting: Order = (one, other) => {
  if (one.waiting_since && other.waiting_since)
    return comes(one.waiting_since, one, other.waiting_since, other);
  if (one.waiting_since || other.waiting_since) return Boolean(one.waiting_since);
  return byLastWord(one, other);
};

const byLastWord: Order = (one, other) => comes(other.last_at, other, one.last_at, one);

/** null: by what a row does not show. */
const ORDERS: Record<string, Order | null> = { closed: byLastWord, sent: null, mentions: null };

function comes(at: string, one: Conversation, then: string, other: Conversation): boolean {
  const [first, second] = [micros(at), micros(then)];
  return first === second ? one.conversation_id < other.conversation_id : first < second;
}

/** The hub leaves out a fraction that is nothing. */
const micros = (at: string) =>
  at.replace(/(?:\.(\d+))?(?:Z|\+00:00)$/, (_, rest = "") => `.${rest.padEnd(6, "0")}`);

const folded = (label: string) => label.trim().toLowerCase();
const same = (one: Conversation, other: Conversation) =>
  one.conversation_id === other.conversation_id;

const each = (pages: Pages, renewed: (items: Conversation[]) => Conversation[]): Pages => ({
  ...pages,
  pages: pages.pages.map((page) => ({ ...page, items: renewed(page.items) })),
});

const without = (pages: Pages, row: Conversation) =>
  each(pages, (items) => items.filter((one) => !same(one, row)));

const instead = (pages: Pages, row: Conversation) =>
  each(pages, (items) => items.map((one) => (same(one, row) ? row : one)));

/** Before the first that follows it; beyond the last page that was asked for it is not there yet. */
function among(pages: Pages, row: Conversation, order: Order): Pages {
  const follows = (page: Listed) => page.items.findIndex((one) => order(row, one));
  const at = pages.pages.findIndex((page) => follows(page) >= 0);
  const last = pages.pages.length - 1;
  if (at < 0 && pages.pages[last]?.next) return pages;
  const renewed = pages.pages.map((page, number) => {
    if (number !== (at < 0 ? last : at)) return page;
    const place = at < 0 ? page.items.length : follows(page);
    return { ...page, items: page.items.toSpliced(place, 0, row) };
  });
  return { ...pages, pages: renewed };
}
