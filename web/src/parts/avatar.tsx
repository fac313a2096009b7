/** Whose face it would be: the first letters of a name, in a colour of its own. */
import { Avatar as Round } from "@mantine/core";
import type { ReactNode } from "react";
import { initials, shade } from "./initials";
import styles from "./parts.module.css";

interface Props {
  name: string | null | undefined;
  size?: number;
  /** Stands small at the corner: the channel. */
  corner?: ReactNode;
}

export function Avatar({ name, size = 34, corner }: Props) {
  return (
    <span className={styles.avatar} aria-hidden>
      <Round size={size} radius="xl" color={shade(name)} variant="light">
        {initials(name)}
      </Round>
      {corner && <span className={styles.corner}>{corner}</span>}
    </span>
  );
}
