/** Tasks in the order in which they matter: open by their time, then the last few that are over. */
interface Timed {
  status: string;
  due_at: string | null;
  opened_at: string;
  finished_at: string | null;
}

const OVER_SHOWN = 3;
const time = (moment: string | null) => (moment ? Date.parse(moment) : Number.POSITIVE_INFINITY);

export function inOrder<T extends Timed>(tasks: readonly T[]): T[] {
  const open = tasks.filter((one) => one.status === "open");
  const over = tasks.filter((one) => one.status !== "open");
  return [
    ...open.toSorted((one, other) => earlier(one, other)),
    ...over
      .toSorted((one, other) => time(other.finished_at) - time(one.finished_at))
      .slice(0, OVER_SHOWN),
  ];
}

function earlier(one: Timed, other: Timed) {
  if (one.due_at === other.due_at) return time(one.opened_at) - time(other.opened_at);
  return time(one.due_at) < time(other.due_at) ? -1 : 1;
}
