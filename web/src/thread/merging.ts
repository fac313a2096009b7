/** What is known of a history, and what was told anew: put together without asking for all of it. */
import type { Entry } from "./wire";

export interface Known {
  /** Newest first. */
  entries: Entry[];
  /** The cursor of what is older; null: that is all. */
  next: string | null;
}

export interface Told {
  items: Entry[];
  next?: string | null;
}

/** Whether what was told meets what is known, so that nothing is missing between them. */
export function meets(known: Known, told: Told): boolean {
  const newest = known.entries[0]?.seq;
  const oldest = told.items.at(-1)?.seq;
  return newest === undefined || oldest === undefined || !told.next || oldest <= newest;
}

/** The newest as told now, then what is older, as it was. */
export function renewed(known: Known, told: Told): Known {
  const oldest = told.items.at(-1)?.seq;
  const older = known.entries.filter((one) => oldest !== undefined && one.seq < oldest);
  if (!told.next || older.length === 0) {
    return { ...known, entries: told.items, next: told.next ?? null };
  }
  return { ...known, entries: [...told.items, ...older] };
}

/** A page more at the far end. */
export function lengthened(known: Known, told: Told): Known {
  const oldest = known.entries.at(-1)?.seq ?? Number.POSITIVE_INFINITY;
  const more = told.items.filter((one) => one.seq < oldest);
  return { ...known, entries: [...known.entries, ...more], next: told.next ?? null };
}
