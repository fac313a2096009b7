/** The keys of the list: up and down, open, mark; and back. */
import { useEffect } from "react";
import { useKeys } from "@/shell/keys";
import { goBeside } from "./neighbours";
import type { Selection } from "./selection";

export function useListKeys(open: string | undefined, selection: Selection, leave: () => void) {
  const mark = (range: boolean) => {
    if (open) (range ? selection.upTo : selection.toggle)(open);
  };
  useKeys("list", [
    { code: "KeyJ", what: "next", run: () => goBeside(1) },
    { code: "KeyK", what: "previous", run: () => goBeside(-1) },
    { code: "Enter", what: "open", run: () => (open ? intoThread() : goBeside(1)) },
    { code: "KeyX", what: "select", run: () => mark(false) },
    { code: "KeyX", what: "selectRange", shift: true, run: () => mark(true) },
    { code: "KeyA", what: "selectAll", shift: true, run: selection.all },
    { code: "Escape", what: "back", run: leave },
  ]);
  useEffect(() => {
    const done = () => goBeside(1, true);
    window.addEventListener("omnihub:done", done);
    return () => window.removeEventListener("omnihub:done", done);
  }, []);
}

function intoThread() {
  document.getElementById("thread")?.focus();
}
