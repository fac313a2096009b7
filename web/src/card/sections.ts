/** Which sections of the card are closed: remembered in this browser, the same for every card. */
import { useSyncExternalStore } from "react";

const KEPT = "omnihub.card.closed";
const CLOSED_AT_FIRST = ["readers"];
const watching = new Set<() => void>();
let closed = read();

function read(): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(KEPT) ?? "null");
    return Array.isArray(kept) ? kept.map(String) : CLOSED_AT_FIRST;
  } catch {
    return CLOSED_AT_FIRST;
  }
}

function watch(tell: () => void) {
  watching.add(tell);
  return () => watching.delete(tell);
}

export function keepOpen(section: string, open: boolean) {
  const others = closed.filter((one) => one !== section);
  closed = open ? others : [...others, section];
  localStorage.setItem(KEPT, JSON.stringify(closed));
  for (const tell of watching) tell();
}

export const useOpen = (section: string) =>
  useSyncExternalStore(watch, () => !closed.includes(section));
