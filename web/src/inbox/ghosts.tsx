/** Rows on their way: as high as rows, so that nothing jumps when they come. */
import { Skeleton } from "@mantine/core";
import styles from "./inbox.module.css";

const ROWS = ["a", "b", "c", "d", "e", "f", "g", "h"];

export function Ghosts() {
  return (
    <div aria-hidden>
      {ROWS.map((row) => (
        <div key={row} className={styles.ghost}>
          <Skeleton circle height={36} />
          <div className={styles.ghostText}>
            <Skeleton height={10} width="45%" />
            <Skeleton height={9} width="85%" />
            <Skeleton height={9} width="30%" />
          </div>
        </div>
      ))}
    </div>
  );
}
