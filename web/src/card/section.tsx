/** A part of the card that can be closed, with what can be added to it. */
import { Skeleton } from "@mantine/core";
import { IconChevronDown, IconPlus } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import styles from "./card.module.css";
import { keepOpen, useOpen } from "./sections";
import { SmallAct } from "./small-act";

interface Props {
  name: string;
  title: string;
  count?: number;
  /** What the plus does, in words. */
  add?: string;
  onAdd?: () => void;
  /** The hub has not answered yet. */
  waiting?: boolean;
  children: ReactNode;
}

export function Section({ name, title, count, add, onAdd, waiting, children }: Props) {
  const open = useOpen(name);
  const id = useId();
  const adding = () => {
    keepOpen(name, true);
    onAdd?.();
  };
  return (
    <section className={styles.section} aria-labelledby={id}>
      <div className={styles.sectionHead}>
        <h3 className={styles.sectionTitle}>
          <button type="button" aria-expanded={open} onClick={() => keepOpen(name, !open)}>
            <IconChevronDown size={14} data-open={open} aria-hidden />
            <span id={id}>{title}</span>
            {!!count && <span className={styles.count}>{count}</span>}
          </button>
        </h3>
        {add && onAdd && (
          <SmallAct name={add} color={undefined} onClick={adding}>
            <IconPlus size={16} />
          </SmallAct>
        )}
      </div>
      {open && (
        <div className={styles.sectionBody}>
          {waiting && <Skeleton h={14} w="70%" aria-busy />}
          {children}
        </div>
      )}
    </section>
  );
}
