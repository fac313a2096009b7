/** The list of conversations: only the rows in sight exist, and those do not jump. */
import { Loader } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversations";
import styles from "./inbox.module.css";
import { prefetch } from "./prefetch";
import { Row } from "./row";
import type { Selection } from "./selection";
import { useStill } from "./still";

export const ROW_PIXELS = 72;
const BEYOND = 8;

interface Props {
  rows: readonly Conversation[];
  open: string | undefined;
  address: (id: string) => string;
  selection: Selection;
  showAssignee: boolean;
  more: boolean;
  loadMore: () => void;
}

export function List({ rows, open, address, selection, showAssignee, more, loadMore }: Props) {
  const { t } = useTranslation("inbox");
  const scroller = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length + (more ? 1 : 0),
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    getItemKey: (index) => rows[index]?.conversation_id ?? "more",
    overscan: BEYOND,
  });
  const shown = virtual.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (more && last >= rows.length - BEYOND) loadMore();
  }, [more, last, rows.length, loadMore]);
  useStill(scroller, rows, open);

  const { toggle, upTo } = selection;
  const mark = useCallback(
    (id: string, range: boolean) => (range ? upTo : toggle)(id),
    [toggle, upTo],
  );
  return (
    <div ref={scroller} className={styles.scroller}>
      <ul aria-label={t("list")} className={styles.rows} style={{ height: virtual.getTotalSize() }}>
        {shown.map(({ key, index, start }) => {
          const row = rows[index];
          return (
            <li
              key={key}
              aria-setsize={more ? -1 : rows.length}
              aria-posinset={index + 1}
              className={styles.item}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row ? (
                <Row
                  row={row}
                  to={address(row.conversation_id)}
                  open={row.conversation_id === open}
                  marked={selection.ids.has(row.conversation_id)}
                  showAssignee={showAssignee}
                  onMark={mark}
                  onLook={prefetch}
                />
              ) : (
                <Loader size="xs" m="md" />
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
