/** Saved views: a filter with a name, one's own or shared. */
import { useQuery } from "@tanstack/react-query";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

export type View = components["schemas"]["SavedView"];

export function useViews() {
  return useQuery({
    queryKey: keys.views,
    queryFn: async () => (await told(hub.GET("/v1/views"))).items,
  });
}

export function useSaveView(done: (view: View) => void) {
  return useChange<View>({
    ask: ({ view_id, name, filter, shared }) =>
      told(
        hub.PUT("/v1/views/{view_id}", {
          params: { path: { view_id } },
          body: { name, filter, shared },
        }),
      ),
    optimistic: (view, cache) =>
      cache.setQueryData<View[]>(keys.views, (before = []) => [...others(before, view), view]),
    touches: [keys.views, keys.counts],
    done: (_answer, view) => done(view),
  });
}

export function useRemoveView() {
  return useChange<View>({
    ask: ({ view_id }) =>
      told(hub.DELETE("/v1/views/{view_id}", { params: { path: { view_id } } })),
    optimistic: (view, cache) =>
      cache.setQueryData<View[]>(keys.views, (before = []) => others(before, view)),
    touches: [keys.views, keys.counts],
  });
}

const others = (views: View[], view: View) => views.filter((one) => one.view_id !== view.view_id);
