/** Saved views: a filter with a name, one's own or shared. */
import { useQuery } from "@tanstack/react-query";
import { useChange } from "@/api/change";
import { keys, type Wanted } from "@/api/keys";
import { ask } from "@/api/later";

export interface View {
  view_id: string;
  name: string;
  filter: Wanted;
  shared: boolean;
  mine: boolean;
}

export function useViews() {
  return useQuery({
    queryKey: keys.views,
    queryFn: async () => (await ask<{ items: View[] }>("GET", "/v1/views")).items,
  });
}

export function useSaveView(done: (view: View) => void) {
  return useChange<View>({
    ask: ({ view_id, name, filter, shared }) =>
      ask("PUT", `/v1/views/${view_id}`, { name, filter, shared }),
    optimistic: (view, cache) =>
      cache.setQueryData<View[]>(keys.views, (before = []) => [...others(before, view), view]),
    touches: [keys.views, keys.counts],
    done: (_answer, view) => done(view),
  });
}

export function useRemoveView() {
  return useChange<View>({
    ask: ({ view_id }) => ask("DELETE", `/v1/views/${view_id}`),
    optimistic: (view, cache) =>
      cache.setQueryData<View[]>(keys.views, (before = []) => others(before, view)),
    touches: [keys.views, keys.counts],
  });
}

const others = (views: View[], view: View) => views.filter((one) => one.view_id !== view.view_id);
