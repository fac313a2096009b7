/** What the address asks for: a folder or a saved view, narrowed further by its search. */
import { useCallback, useMemo } from "react";
import { useLocation, useParams, useSearchParams } from "wouter";
import type { Wanted } from "@/api/keys";
import { useViews } from "./views";

export const FOLDERS = [
  "mine",
  "unassigned",
  "team",
  "escalated",
  "snoozed",
  "sent",
  "mentions",
  "closed",
  "all",
] as const;

export const NARROWED = ["label", "channel", "assignee"] as const;
export type Narrowed = (typeof NARROWED)[number];

export interface Place {
  folder: string | undefined;
  view: string | undefined;
  conversation: string | undefined;
  /** null while a saved view is not known yet, or is gone. */
  wanted: Wanted | null;
  narrowed: Wanted;
  /** The address without the conversation. */
  base: string;
  /** What follows `?` in it, or nothing. */
  search: string;
}

export function usePlace(): Place {
  const { folder, view, conversation } = useParams();
  const [asked] = useSearchParams();
  const views = useViews();
  const narrowed = useMemo(() => narrowedBy(asked), [asked]);
  const saved = view ? views.data?.find((one) => one.view_id === view)?.filter : undefined;
  const wanted = useMemo(() => {
    if (view) return saved ? { ...said(saved), ...narrowed } : null;
    return { folder, ...narrowed };
  }, [view, saved, folder, narrowed]);
  const words = new URLSearchParams(narrowed as Record<string, string>).toString();
  return {
    folder,
    view,
    conversation,
    wanted,
    narrowed,
    base: view ? `/view/${view}` : `/inbox/${folder}`,
    search: words ? `?${words}` : "",
  };
}

/** Without the fields that a view leaves open. */
const said = (filter: object): Wanted =>
  Object.fromEntries(Object.entries(filter).filter(([, value]) => value));

function narrowedBy(asked: URLSearchParams): Wanted {
  const found: Wanted = {};
  for (const field of NARROWED) {
    const value = asked.get(field);
    if (value) found[field] = value;
  }
  return found;
}

/** Goes to a conversation of this list; null: back to the list. */
export function useOpen({ base, search }: Place) {
  const [, go] = useLocation();
  return useCallback(
    (id: string | null, replace = false) =>
      go(id ? `${base}/${id}${search}` : `${base}${search}`, { replace }),
    [go, base, search],
  );
}
