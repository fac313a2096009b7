/** Which identities a merge brought onto the card: those whose reason to be here is that merge. */
import type { Identity, Merge } from "./asking";

export function movedBy(merge: Merge, identities: readonly Identity[]): Identity[] {
  return identities.filter(
    ({ linked_at, because }) =>
      linked_at === merge.merged_at &&
      because.rule === merge.rule &&
      because.by === merge.merged_by &&
      because.evidence === merge.evidence,
  );
}
