/** Rows marked for doing something with all of them. */
import { useCallback, useMemo, useState } from "react";

export interface Selection {
  ids: ReadonlySet<string>;
  toggle: (id: string) => void;
  /** Everything from the row marked last up to this one. */
  upTo: (id: string) => void;
  all: () => void;
  none: () => void;
}

/** `order`: the rows as they stand; what is no longer among them is not marked any more. */
export function useSelection(order: readonly string[]): Selection {
  const [marked, setMarked] = useState<ReadonlySet<string>>(new Set());
  const [last, setLast] = useState<string | null>(null);
  const ids = useMemo(() => {
    const there = new Set(order);
    return new Set([...marked].filter((id) => there.has(id)));
  }, [marked, order]);

  const toggle = useCallback((id: string) => {
    setLast(id);
    setMarked((before) => {
      const now = new Set(before);
      if (!now.delete(id)) now.add(id);
      return now;
    });
  }, []);
  const upTo = useCallback(
    (id: string) => {
      const from = order.indexOf(last ?? id);
      const to = order.indexOf(id);
      const between = order.slice(Math.min(from, to), Math.max(from, to) + 1);
      setLast(id);
      setMarked((before) => new Set([...before, ...(from < 0 ? [id] : between)]));
    },
    [order, last],
  );
  const all = useCallback(() => setMarked(new Set(order)), [order]);
  const none = useCallback(() => setMarked(new Set()), []);
  return { ids, toggle, upTo, all, none };
}
