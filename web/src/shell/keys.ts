/** Keys of what is on screen: registered while it is mounted; the last mounted wins. */
import { useEffect, useLayoutEffect, useRef } from "react";
import { begins, type Key, meant, register, TOGETHER_MILLISECONDS } from "./keyboard";

export type { Key } from "./keyboard";

/** `area` is its heading at `?`: a word at `areas.<area>` in the words of the shell. */
export function useKeys(area: string, keys: Key[], { over = false } = {}) {
  const now = useRef(keys);
  useLayoutEffect(() => {
    now.current = keys;
  });
  const shape = keys
    .map((key) => `${key.code} ${key.what} ${key.mod} ${key.shift} ${key.typing} ${key.after}`)
    .join();
  // biome-ignore lint/correctness/useExhaustiveDependencies: registered anew only when their shape changes; before it is on screen, so that no key comes too early
  useLayoutEffect(() => {
    const live = now.current.map((key, index) => ({
      ...key,
      run: () => now.current[index]?.run(),
    }));
    return register({ name: area, keys: live, over });
  }, [area, shape, over]);
}

/** The one listener of the page. */
export function useKeyboard() {
  useEffect(() => {
    const listener = listening();
    window.addEventListener("keydown", listener);
    return () => window.removeEventListener("keydown", listener);
  }, []);
}

export function listening() {
  let before: { code: string; at: number } | null = null;
  return (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing) return;
    const typing = takesKeys(event.target, event.code);
    const recent = before && event.timeStamp - before.at < TOGETHER_MILLISECONDS;
    const after = recent && before ? before.code : null;
    const key = meant(event, typing, after) ?? (after ? meant(event, typing, null) : undefined);
    before = null;
    if (key) {
      event.preventDefault();
      key.run();
    } else if (!typing && !modified(event) && begins(event.code)) {
      before = { code: event.code, at: event.timeStamp };
    }
  };
}

const modified = (event: KeyboardEvent) => event.ctrlKey || event.metaKey || event.altKey;

const TYPED_INTO =
  "input:not([type=checkbox]),textarea,select,[contenteditable=true],[role=textbox],[role=combobox]";
const OVER_THE_PAGE = "[role=dialog],[role=alertdialog],[role=menu],[role=listbox]";
const PRESSED = "button,input,a[href],summary,[role=button],[role=switch]";

/** Whether the element in focus has a use for this key itself. */
function takesKeys(target: EventTarget | null, code: string) {
  if (!(target instanceof Element)) return false;
  if (code === "Enter" || code === "Space") {
    if (target.closest(PRESSED)) return true;
  }
  return target.closest(`${TYPED_INTO},${OVER_THE_PAGE}`) !== null;
}
