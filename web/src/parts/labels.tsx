/** Labels: as many as there is room for, the others as a number. */
import { Badge } from "@mantine/core";
import { shade } from "./initials";
import styles from "./parts.module.css";

export function Labels({ labels, most = 3 }: { labels: readonly string[]; most?: number }) {
  if (labels.length === 0) return null;
  const hidden = labels.length - most;
  return (
    <span className={styles.labels}>
      {labels.slice(0, most).map((label) => (
        <Badge
          key={label}
          size="xs"
          variant="light"
          tt="none"
          fw={500}
          color={shade(label)}
          className={styles.label}
        >
          <bdi>{label}</bdi>
        </Badge>
      ))}
      {hidden > 0 && (
        <span className={styles.more} title={labels.slice(most).join(", ")}>
          +{hidden}
        </span>
      )}
    </span>
  );
}
