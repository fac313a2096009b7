/** What was typed and is not at the hub yet: kept in this browser, whatever happens to the page. */
import type { Kept } from "./drafts";

const PREFIX = "omnihub.draft";

export type Kind = "reply" | "note";

const nameOf = (owner: string, conversation: string, kind: Kind) =>
  [PREFIX, owner, conversation, kind].join(".");

export function keep(owner: string, conversation: string, kind: Kind, kept: Kept) {
  write(nameOf(owner, conversation, kind), JSON.stringify(kept));
}

export function keptOf(owner: string, conversation: string, kind: Kind): Kept | null {
  return read<Kept>(nameOf(owner, conversation, kind));
}

export function forget(owner: string, conversation: string, kind: Kind) {
  localStorage.removeItem(nameOf(owner, conversation, kind));
}

/** Nothing where it cannot be read: a browser may have cut it off. */
export function read<T>(name: string): T | null {
  try {
    return JSON.parse(localStorage.getItem(name) ?? "null") as T | null;
  } catch {
    return null;
  }
}

/** A full or forbidden store must not stop anybody from writing. */
export function write(name: string, text: string) {
  try {
    localStorage.setItem(name, text);
  } catch {
    console.warn("this browser keeps nothing: a draft lives only at the hub");
  }
}
