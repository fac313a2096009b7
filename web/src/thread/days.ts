/** What stands in the timeline, row by row: days, and whose words begin anew. */
import type { Pending } from "./outbox";
import type { Entry } from "./wire";

export type Row =
  | { kind: "day"; key: string; day: Date }
  | { kind: "entry"; key: string; entry: Entry; first: boolean }
  | { kind: "pending"; key: string; pending: Pending };

const TOGETHER_MILLISECONDS = 5 * 60_000;

/** `entries` oldest first; what is on its way stands behind them. */
export function rowsOf(entries: readonly Entry[], pending: readonly Pending[]): Row[] {
  const rows: Row[] = [];
  let before: Entry | undefined;
  let day = "";
  for (const entry of entries) {
    const at = new Date(entry.at);
    const begins = dayOf(at) !== day;
    if (begins) rows.push({ kind: "day", key: `day ${dayOf(at)} ${entry.seq}`, day: at });
    rows.push({ kind: "entry", key: keyOf(entry), entry, first: begins || !goesOn(before, entry) });
    day = dayOf(at);
    before = entry;
  }
  for (const one of pending) {
    const at = new Date(one.at);
    if (dayOf(at) !== day) rows.push({ kind: "day", key: `day ${dayOf(at)} new`, day: at });
    day = dayOf(at);
    rows.push({ kind: "pending", key: one.message_id, pending: one });
  }
  return rows;
}

/** A message keeps its row when the hub's own takes the place of what was shown at once. */
export function keyOf(entry: Entry): string {
  return entry.message?.message_id ?? `${entry.kind} ${entry.seq}`;
}

/** A day of the one who looks. */
export function dayOf(at: Date): string {
  return `${at.getFullYear()}-${at.getMonth() + 1}-${at.getDate()}`;
}

/** The same voice, shortly after: its name is not said again. */
function goesOn(before: Entry | undefined, entry: Entry): boolean {
  const [a, b] = [before?.message, entry.message];
  if (!a || !b) return false;
  return (
    a.direction === b.direction &&
    a.by === b.by &&
    a.identity_id === b.identity_id &&
    a.conversation_id === b.conversation_id &&
    Date.parse(b.at) - Date.parse(a.at) < TOGETHER_MILLISECONDS
  );
}
