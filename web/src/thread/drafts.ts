/** Drafts: what is kept here, what the hub has, and which of them goes on. */
import type { Uploaded } from "./wire";

export interface Typed {
  text: string;
  subject: string;
  attachments: Uploaded[];
  /** What its author had seen of the history when it was begun. */
  seen_seq: number | null;
}

/** As the hub has it; `version` 0: there is none. */
export interface Saved {
  version: number;
  typed: Typed;
}

/** As it lies in this browser; `sent`: what the hub was told last, whether it heard it or not. */
export interface Kept extends Saved {
  sent: Typed | null;
}

export const NOTHING: Typed = { text: "", subject: "", attachments: [], seen_seq: null };

export interface Beginning {
  /** What goes into the field. */
  typed: Typed;
  /** The version that the next saving is made over. */
  version: number;
  /** Whether the hub does not have it yet. */
  unsaved: boolean;
  /** What another window has put there; a person decides. */
  theirs: Saved | null;
}

export const empty = (typed: Typed) =>
  !typed.text && !typed.subject && typed.attachments.length === 0;

export function same(a: Typed, b: Typed): boolean {
  return (
    a.text === b.text &&
    a.subject === b.subject &&
    a.attachments.map((one) => one.upload_id).join() ===
      b.attachments.map((one) => one.upload_id).join()
  );
}

/** With what to begin: `kept` lay in this browser because the hub did not have it yet. */
export function begun(kept: Kept | null, saved: Saved): Beginning {
  if (!kept || same(kept.typed, saved.typed)) {
    return { ...saved, unsaved: false, theirs: null };
  }
  const mine = { typed: kept.typed, version: saved.version, unsaved: true };
  const ours = kept.sent !== null && same(kept.sent, saved.typed);
  const nobodyElse = ours || kept.version === saved.version || empty(saved.typed);
  return { ...mine, theirs: nobodyElse ? null : saved };
}

/** After the hub refused a saving, because another version is there than it was made over. */
export function refused(mine: Typed, sent: Typed | null, saved: Saved): Beginning {
  const ours = sent !== null && same(sent, saved.typed);
  if (empty(mine) && !ours) return { typed: mine, version: 0, unsaved: false, theirs: null };
  return begun({ version: -1, typed: mine, sent }, saved);
}

/** Two texts in one field: what came back stands before what was typed since. */
export function joined(back: Typed, typed: Typed): Typed {
  if (empty(typed)) return { ...back };
  const known = new Set(back.attachments.map((one) => one.upload_id));
  return {
    text: [back.text, typed.text].filter(Boolean).join("\n\n"),
    subject: back.subject || typed.subject,
    attachments: [...back.attachments, ...typed.attachments.filter((f) => !known.has(f.upload_id))],
    seen_seq: back.seen_seq ?? typed.seen_seq,
  };
}
