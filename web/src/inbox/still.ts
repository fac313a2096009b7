/** Keeps what one looks at where it is while the list changes; brings the open row into sight. */
import { type RefObject, useLayoutEffect, useRef } from "react";
import type { Conversation } from "@/api/conversations";
import { moved } from "./anchor";
import { ROW_PIXELS } from "./list";

export function useStill(
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly Conversation[],
  open: string | undefined,
) {
  const before = useRef<readonly string[]>([]);
  useLayoutEffect(() => {
    const box = scroller.current;
    const now = rows.map((one) => one.conversation_id);
    if (box && before.current.length > 0) {
      const first = Math.floor(box.scrollTop / ROW_PIXELS);
      const last = Math.floor((box.scrollTop + box.clientHeight) / ROW_PIXELS);
      box.scrollTop += moved(before.current, now, first, last, open) * ROW_PIXELS;
    }
    before.current = now;
  }, [scroller, rows, open]);

  const shown = useRef<string>(undefined);
  useLayoutEffect(() => {
    const index = rows.findIndex((one) => one.conversation_id === open);
    const box = scroller.current;
    if (!box || index < 0 || shown.current === open) return;
    shown.current = open;
    const top = index * ROW_PIXELS;
    const lowest = top + ROW_PIXELS - box.clientHeight;
    box.scrollTop = Math.max(lowest, Math.min(top, box.scrollTop));
  }, [scroller, rows, open]);
}
