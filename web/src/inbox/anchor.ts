/** A list that changes under one's eyes: which row has to stay where it is. */

/** By how many rows the list moved at the row that should stay; 0 where none of them is left. */
export function moved(
  before: readonly string[],
  now: readonly string[],
  first: number,
  last: number,
  selected: string | undefined,
): number {
  const at = new Map(now.map((id, index) => [id, index]));
  const seen = before.slice(first, last + 1);
  const chosen = selected ? before.indexOf(selected) : -1;
  const inSight = chosen >= first && chosen <= last;
  const stays = inSight && kept(before, now, chosen, at) ? before[chosen] : undefined;
  const anchor =
    stays ?? (first > 0 ? seen.find((id) => id !== selected && at.has(id)) : undefined);
  if (anchor === undefined) return 0;
  return (at.get(anchor) ?? 0) - before.indexOf(anchor);
}

/** Whether a row still stands beside one of those it stood beside. */
function kept(
  before: readonly string[],
  now: readonly string[],
  chosen: number,
  at: ReadonlyMap<string, number>,
): boolean {
  const place = at.get(before[chosen] ?? "");
  if (place === undefined) return false;
  const alone = before.length === 1;
  const same = (step: number) =>
    before[chosen + step] !== undefined && before[chosen + step] === now[place + step];
  return alone || same(1) || same(-1);
}
