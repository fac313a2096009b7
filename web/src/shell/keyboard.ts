/** Keys: which of those registered is meant, by the physical key, so that any layout works. */
export interface Key {
  /** The physical key, as `KeyboardEvent.code`: KeyR, Slash, Enter, … */
  code: string;
  /** Its word, at `keys.<what>` in the words of the shell. */
  what: string;
  run: () => void;
  /** With Ctrl, or Cmd on a Mac. */
  mod?: true;
  shift?: true;
  /** Also while typing. */
  typing?: true;
  /** The key that has to be pressed right before: KeyG, then KeyI. */
  after?: string;
  /** Only by key: not in the palette. */
  hidden?: true;
}

export interface Area {
  name: string;
  keys: readonly Key[];
  /** Goes before all that is not: what is done to many goes before what is done to the open one. */
  over?: boolean;
}

export interface Press {
  code: string;
  key: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

export const TOGETHER_MILLISECONDS = 1200;
const SINGLE_KEPT = "omnihub.single-keys";

let areas: readonly Area[] = [];
const watching = new Set<() => void>();

/** Takes part until the returned function is called. */
export function register(area: Area): () => void {
  areas = [...areas, area];
  for (const tell of watching) tell();
  return () => {
    areas = areas.filter((one) => one !== area);
    for (const tell of watching) tell();
  };
}

export const registered = () => areas;

export function watch(tell: () => void): () => void {
  watching.add(tell);
  return () => watching.delete(tell);
}

export const singleKeys = () => localStorage.getItem(SINGLE_KEPT) !== "off";

export function setSingleKeys(on: boolean) {
  localStorage.setItem(SINGLE_KEPT, on ? "on" : "off");
  areas = [...areas];
  for (const tell of watching) tell();
}

/** Which key is meant; the area that came last goes first. */
export function meant(press: Press, typing: boolean, before: string | null): Key | undefined {
  if (press.altKey) return undefined;
  const mod = press.ctrlKey || press.metaKey;
  for (const area of [
    ...areas.filter((one) => !one.over),
    ...areas.filter((one) => one.over),
  ].reverse()) {
    const found = area.keys.find((key) => fits(key, press, mod, typing, before));
    if (found) return found;
  }
  return undefined;
}

function fits(key: Key, press: Press, mod: boolean, typing: boolean, before: string | null) {
  if (typing && !key.typing) return false;
  if (!key.mod && key.code !== "Escape" && !singleKeys()) return false;
  return (
    key.code === press.code &&
    !!key.mod === mod &&
    !!key.shift === press.shiftKey &&
    (key.after ?? null) === before
  );
}

/** Whether some key begins with this one. */
export const begins = (code: string) =>
  singleKeys() && areas.some((area) => area.keys.some((key) => key.after === code));
