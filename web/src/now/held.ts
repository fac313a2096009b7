/** Who holds what: the rows of one holder, or of everybody; nobody is a holder too. */
interface Row {
  conversation: { assignee_id: string | null };
}

/** Undefined: everybody's. */
export type Chosen = string | null | undefined;

export function heldBy<T extends Row>(rows: readonly T[], holder: Chosen): readonly T[] {
  if (holder === undefined) return rows;
  return rows.filter((one) => one.conversation.assignee_id === holder);
}

/** A bucket's bounds, in minutes or from an hour on in hours; null: there is no end. */
export function bounds(buckets: readonly { upto_seconds: number | null }[]) {
  return buckets.map(({ upto_seconds: upto }, index) => {
    const from = buckets[index - 1]?.upto_seconds ?? 0;
    const hours = (upto ?? from) > HOUR_SECONDS;
    const unit = hours ? HOUR_SECONDS : MINUTE_SECONDS;
    return {
      from: Math.round(from / unit),
      upto: upto === null ? null : Math.round(upto / unit),
      unit: hours ? ("hours" as const) : ("minutes" as const),
    };
  });
}

const MINUTE_SECONDS = 60;
const HOUR_SECONDS = 3600;
