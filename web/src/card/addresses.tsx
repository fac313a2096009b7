/** Addresses in one line, as many as there is room for. */
import type { Identity } from "./asking";
import styles from "./card.module.css";

const MOST = 4;

export function AddressLine({ identities }: { identities: readonly Identity[] }) {
  const shown = identities.filter((one) => one.value && one.kind !== "visitor").slice(0, MOST);
  return (
    <span className={`${styles.dim} ${styles.cut}`}>
      {shown.map((one, index) => (
        <span key={one.identity_id}>
          {index > 0 && ", "}
          <bdi>{one.value}</bdi>
        </span>
      ))}
    </span>
  );
}
