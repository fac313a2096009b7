/** The timeline: everything with this client, oldest above; only what is on screen is drawn. */
import { Button, Loader } from "@mantine/core";
import { IconArrowDown } from "@tabler/icons-react";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { rowsOf } from "./days";
import type { Pending } from "./outbox";
import { TimelineRow } from "./row";
import styles from "./timeline.module.css";
import type { Entry } from "./wire";

interface Props {
  /** Newest first. */
  entries: readonly Entry[];
  pending: readonly Pending[];
  more: boolean;
  loading: boolean;
  older: () => void;
}

const NEAR_PIXELS = 60;
const AHEAD_PIXELS = 800;

export function Timeline({ entries, pending, more, loading, older }: Props) {
  const { t } = useTranslation("thread");
  const scroller = useRef<HTMLElement>(null);
  const oldestFirst = useMemo(() => entries.toReversed(), [entries]);
  const rows = useMemo(() => rowsOf(oldestFirst, pending), [oldestFirst, pending]);
  const getItemKey = useCallback((index: number) => rows[index]?.key ?? index, [rows]);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => guessed(rows[index]?.kind),
    getItemKey,
    overscan: 8,
    anchorTo: "end",
    followOnAppend: true,
    scrollEndThreshold: NEAR_PIXELS,
    paddingStart: 34,
    paddingEnd: 10,
  });
  const below = useBelow(rows.at(-1)?.key, scroller);

  useEffect(() => {
    virtual.scrollToEnd();
  }, [virtual]);

  // The composer grows, a bar appears: whoever was at the end stays there.
  const { atEnd } = below;
  useEffect(() => {
    const there = scroller.current;
    if (!there) return;
    const watching = new ResizeObserver(() => {
      if (atEnd.current) virtual.scrollToEnd();
    });
    watching.observe(there);
    return () => watching.disconnect();
  }, [virtual, atEnd]);

  const height = virtual.getTotalSize();
  const moved = useRef(false);
  const askedAt = useRef(0);

  // Nobody scrolls what does not fill the window, or where they stand at its top already.
  useEffect(() => {
    const there = scroller.current;
    if (!there || !more || loading || there.scrollTop >= AHEAD_PIXELS) return;
    if (askedAt.current === entries.length) return;
    if (!moved.current && height > there.clientHeight) return;
    askedAt.current = entries.length;
    older();
  }, [height, more, loading, older, entries.length]);

  const scrolled = () => {
    const there = scroller.current;
    if (!there) return;
    moved.current = true;
    below.look();
    if (more && !loading && there.scrollTop < AHEAD_PIXELS) older();
  };

  return (
    <div className={styles.around}>
      <section
        ref={scroller}
        className={styles.scroller}
        onScroll={scrolled}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls by the keyboard
        tabIndex={0}
        aria-label={t("timeline")}
        aria-busy={loading}
      >
        <div className={styles.inner} style={{ height }}>
          <div className={styles.beginning}>
            {more ? loading && <Loader size="xs" /> : rows.length > 0 && t("beginning")}
          </div>
          {virtual.getVirtualItems().map((item) => {
            const row = rows[item.index];
            return (
              row && (
                <div
                  key={item.key}
                  ref={virtual.measureElement}
                  data-index={item.index}
                  className={styles.item}
                  style={{ transform: `translateY(${item.start}px)` }}
                >
                  <TimelineRow row={row} />
                </div>
              )
            );
          })}
        </div>
      </section>
      {below.new && (
        <Button
          className={styles.pill}
          size="xs"
          radius="xl"
          leftSection={<IconArrowDown size={14} />}
          onClick={() => virtual.scrollToEnd({ behavior: "auto" })}
        >
          {t("newBelow")}
        </Button>
      )}
    </div>
  );
}

const guessed = (kind: string | undefined) => (kind === "day" ? 40 : 72);

/** Whether something came below while one was reading further up. */
function useBelow(last: string | undefined, scroller: React.RefObject<HTMLElement | null>) {
  const [is, set] = useState(false);
  const atEnd = useRef(true);
  const before = useRef(last);
  useEffect(() => {
    if (before.current !== undefined && last !== before.current && !atEnd.current) set(true);
    before.current = last;
  }, [last]);
  const look = () => {
    const there = scroller.current;
    if (!there) return;
    atEnd.current = there.scrollHeight - there.scrollTop - there.clientHeight < NEAR_PIXELS;
    if (atEnd.current) set(false);
  };
  return { new: is, look, atEnd };
}
