/** Lists asked anew: of one that was scrolled deep only the pages in which something changed. */
import { type Listed, type Pages, pageOf } from "./conversations";
import { keys, type Wanted } from "./keys";
import { questions } from "./questions";

let moved = new Set<string>();
let all = false;
let asking = 0;

/** Whether pages of a long list are under way. */
export const listsAreAsked = () => asking > 0;

/** These conversations changed; none named: anything may have. */
export function listsChanged(conversations: readonly string[]) {
  for (const id of conversations) moved.add(id);
  if (conversations.length === 0) all = true;
}

export function askListsAnew() {
  const ids = moved;
  const everything = all;
  moved = new Set();
  all = false;
  const found = questions.getQueryCache().findAll({ queryKey: keys.lists });
  for (const { queryKey, state } of found) {
    const pages = state.data as Pages | undefined;
    const deep = !everything && pages !== undefined && pages.pages.length > 1;
    if (deep && state.fetchStatus === "idle") void askPages(queryKey[1] as Wanted, pages, ids);
    else void questions.invalidateQueries({ queryKey, exact: true, refetchType: "active" });
  }
}

/** The first page, where new ones come in, and those in which one of these stands. */
async function askPages(wanted: Wanted, { pages, pageParams }: Pages, ids: ReadonlySet<string>) {
  const stale = pages.flatMap(({ items }, at) =>
    at === 0 || items.some((one) => ids.has(one.conversation_id)) ? [at] : [],
  );
  asking += 1;
  const fresh = await Promise.all(
    stale.map(
      async (at) => [at, await covering(wanted, pageParams[at] ?? null, pages[at])] as const,
    ),
  ).catch(() => null);
  asking -= 1;
  if (!fresh) return void questions.invalidateQueries({ queryKey: keys.list(wanted), exact: true });
  questions.setQueryData<Pages>(keys.list(wanted), (now) => {
    if (!now || fresh.some(([at]) => now.pageParams[at] !== pageParams[at])) return now;
    const renewed = [...now.pages];
    for (const [at, page] of fresh) renewed[at] = page;
    return { ...now, pages: renewed };
  });
}

/** From the same place on, at least as far as before: what came in pushes others on, none is lost. */
async function covering(wanted: Wanted, cursor: string | null, before?: Listed): Promise<Listed> {
  const page = await pageOf(wanted, cursor);
  const last = before?.items.at(-1)?.conversation_id;
  const reaches = !page.next || page.items.some((one) => one.conversation_id === last);
  if (reaches || !page.next) return { items: page.items, next: before?.next ?? null };
  const more = await pageOf(wanted, page.next);
  return { items: [...page.items, ...more.items], next: before?.next ?? null };
}
