/** Keeps one draft: in the field, in this browser until the hub has it, and at the hub. */
import { Problem } from "@/api/client";
import { draftOf, saveDraft } from "./asking";
import {
  type Beginning,
  begun,
  empty,
  joined,
  NOTHING,
  refused,
  type Saved,
  same,
  type Typed,
} from "./drafts";
import { forget, type Kind, keep, keptOf } from "./kept";
import type { Upload } from "./uploading";

const QUIET_MILLISECONDS = 600;
const AGAIN_MILLISECONDS = 4000;

export interface Draft extends Beginning {
  /** Whether what the hub has is known. */
  ready: boolean;
  uploads: readonly Upload[];
  /** Counts what was put there by other hands than the typist's: the cursor goes to the end. */
  put: number;
}

export class Keeper {
  draft: Draft;
  private readonly watching = new Set<() => void>();
  private timer: ReturnType<typeof setTimeout> | undefined;
  private saving = false;
  private sent: Typed | null = null;

  constructor(
    readonly owner: string,
    readonly conversation: string,
    readonly kind: Kind,
  ) {
    const kept = keptOf(owner, conversation, kind);
    this.draft = {
      typed: kept?.typed ?? NOTHING,
      version: kept?.version ?? 0,
      unsaved: kept !== null,
      theirs: null,
      ready: false,
      uploads: [],
      put: 0,
    };
  }

  watch = (tell: () => void) => {
    this.watching.add(tell);
    return () => this.watching.delete(tell);
  };

  now = () => this.draft;

  /** Asks what the hub has; what was typed meanwhile stays. */
  async look() {
    const before = this.draft.typed;
    if (this.draft.ready && this.draft.unsaved) return;
    try {
      const saved = await draftOf(this.conversation, this.kind);
      if (this.draft.ready && (this.draft.unsaved || this.saving)) return;
      this.begin(saved, before);
    } catch (error) {
      if (error instanceof Problem && error.status < 500 && error.status !== 429)
        this.set({ ready: true });
      else this.later(AGAIN_MILLISECONDS);
    }
  }

  private begin(saved: Saved, before: Typed) {
    const kept = keptOf(this.owner, this.conversation, this.kind);
    const typedMeanwhile = !same(this.draft.typed, before);
    const mine = typedMeanwhile ? { ...this.draft, sent: this.sent } : kept;
    const beginning = begun(mine, saved);
    const elsewhere = same(beginning.typed, this.draft.typed) ? 0 : 1;
    this.set({ ...beginning, ready: true, put: this.draft.put + elsewhere });
    if (beginning.unsaved && !beginning.theirs) this.later(QUIET_MILLISECONDS);
    else if (!beginning.unsaved) forget(this.owner, this.conversation, this.kind);
  }

  change(typed: Partial<Typed>) {
    this.set({ typed: { ...this.draft.typed, ...typed }, unsaved: true });
    this.keepHere();
    this.later(empty(this.draft.typed) ? 0 : QUIET_MILLISECONDS);
  }

  /** Puts back what was taken back, before what was typed since. */
  restore(back: Typed) {
    this.set({ put: this.draft.put + 1 });
    this.change(joined(back, this.draft.typed));
  }

  clear() {
    this.set({ put: this.draft.put + 1 });
    this.change(NOTHING);
  }

  take() {
    const { theirs, typed } = this.draft;
    if (!theirs) return;
    this.set({ ...theirs, theirs: null, unsaved: false, put: this.draft.put + 1 });
    forget(this.owner, this.conversation, this.kind);
    return typed;
  }

  keepMine() {
    const { theirs } = this.draft;
    if (!theirs) return;
    this.set({ theirs: null, version: theirs.version });
    this.change({});
  }

  uploading(uploads: readonly Upload[]) {
    this.set({ uploads });
  }

  /** What is typed is not the hub's yet: tell it now, the page may go. */
  leave = () => {
    if (this.draft.unsaved && !this.draft.theirs) void this.save(true);
  };

  /** Nobody looks at it any more, but the page stays. */
  close = () => {
    if (this.draft.unsaved && !this.draft.theirs) this.later(0);
  };

  private later(milliseconds: number) {
    clearTimeout(this.timer);
    this.timer = setTimeout(
      () => void (this.draft.ready ? this.save() : this.look()),
      milliseconds,
    );
  }

  private async save(leaving = false) {
    clearTimeout(this.timer);
    const { typed, version, theirs, unsaved } = this.draft;
    if ((this.saving && !leaving) || theirs || !unsaved) return;
    // What is under way still may arrive first: it is ours, whatever is told after it.
    if (!this.saving) this.sent = typed;
    this.saving = true;
    this.keepHere();
    try {
      const saved = await saveDraft(this.conversation, this.kind, typed, version, leaving);
      this.has(typed, saved.version);
    } catch (error) {
      await this.notSaved(error);
    } finally {
      this.saving = false;
    }
    if (this.draft.unsaved && !this.draft.theirs) this.later(QUIET_MILLISECONDS);
  }

  private has(typed: Typed, version: number) {
    const unsaved = !same(typed, this.draft.typed);
    this.set({ version, unsaved });
    if (unsaved) this.keepHere();
    else forget(this.owner, this.conversation, this.kind);
  }

  private async notSaved(error: unknown) {
    if (!(error instanceof Problem) || error.status !== 409) {
      await new Promise((go) => setTimeout(go, AGAIN_MILLISECONDS));
      return;
    }
    const saved = await draftOf(this.conversation, this.kind).catch(() => null);
    if (!saved) return;
    this.set(refused(this.draft.typed, this.sent, saved));
    if (!this.draft.unsaved) forget(this.owner, this.conversation, this.kind);
  }

  private keepHere() {
    const { typed, version, unsaved } = this.draft;
    if (!unsaved) return;
    keep(this.owner, this.conversation, this.kind, { typed, version, sent: this.sent });
  }

  private set(some: Partial<Draft>) {
    this.draft = { ...this.draft, ...some };
    for (const tell of this.watching) tell();
  }
}

const keepers = new Map<string, Keeper>();
const MOST = 200;

/** The one that keeps this draft; those that nobody looks at and that the hub has are let go. */
export function keeperOf(owner: string, conversation: string, kind: Kind): Keeper {
  const name = `${owner} ${conversation} ${kind}`;
  const keeper = keepers.get(name) ?? new Keeper(owner, conversation, kind);
  keepers.delete(name);
  keepers.set(name, keeper);
  for (const [other, one] of keepers) {
    if (keepers.size <= MOST) break;
    if (!one.draft.unsaved && empty(one.draft.typed)) keepers.delete(other);
  }
  return keeper;
}
