/** Nothing here yet, and what to do about it. */
import type { ReactNode } from "react";
import styles from "./card.module.css";

export function Empty({ children }: { children: ReactNode }) {
  return <p className={styles.empty}>{children}</p>;
}
