/** What is known of a history, and what was told anew: put together without asking for all of it. */
import type { Entry } from "./wire";

export interface Known {
  /** Newest first. */
  entries: Entry[];
  /** The cursor of what is older; null: that is all. */
  next: string | null;
  /** How many of the newest the live stream has shown, and no page yet: others may be between. */
  ahead?: number;
}

export interface Told {
  items: Entry[];
  next?: string | null;
}

/** With what the stream has shown: what is newer than anything known, each once. */
export function appended(known: Known, shown: readonly Entry[]): Known {
  const last = known.entries[0]?.seq ?? 0;
  const news = shown.filter((one) => one.seq > last).toSorted((one, other) => other.seq - one.seq);
  if (news.length === 0) return known;
  const ahead = (known.ahead ?? 0) + news.length;
  return { ...known, entries: [...news, ...known.entries], ahead };
}

/** Whether what was told meets what is known, so that nothing is missing between them. */
export function meets(known: Known, told: Told): boolean {
  const newest = known.entries[known.ahead ?? 0]?.seq;
  const oldest = told.items.at(-1)?.seq;
  return newest === undefined || oldest === undefined || !told.next || oldest <= newest;
}

/**
 * The newest as told now, then what is older, as it was. `upTo`: what the hub knew when it was
 * asked; what the stream has shown since stays before all of it.
 */
export function renewed(known: Known, told: Told, upTo = 0): Known {
  const oldest = told.items.at(-1)?.seq;
  const newest = Math.max(upTo, told.items[0]?.seq ?? 0);
  const ahead = known.entries.slice(0, known.ahead ?? 0).filter((one) => one.seq > newest);
  const pages = known.entries.slice(known.ahead ?? 0);
  const older = pages.filter((one) => oldest !== undefined && one.seq < oldest);
  const all = !told.next || older.length === 0;
  return {
    entries: [...ahead, ...told.items, ...(all ? [] : older)],
    next: all ? (told.next ?? null) : known.next,
    ...(ahead.length > 0 && { ahead: ahead.length }),
  };
}

/** A page more at the far end. */
export function lengthened(known: Known, told: Told): Known {
  const oldest = known.entries.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  const more = told.items.filter((one) => one.seq < oldest);
  return { ...known, entries: [...known.entries, ...more], next: told.next ?? null };
}
