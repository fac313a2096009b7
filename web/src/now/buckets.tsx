/** How many wait for how long, at a glance. */
import { useTranslation } from "react-i18next";
import type { Now } from "./asking";
import { bounds } from "./held";
import styles from "./now.module.css";

export function Buckets({ buckets }: { buckets: Now["buckets"] }) {
  const { t } = useTranslation("now");
  const spans = bounds(buckets);
  return (
    <ul className={styles.buckets} aria-label={t("buckets")}>
      {spans.map(({ from, upto, unit }, index) => {
        const waiting = buckets[index]?.waiting ?? 0;
        const span = { from, upto, unit: t(`units.${unit}`) };
        const words = upto === null ? "from" : from === 0 ? "under" : "between";
        return (
          <li
            key={`${from} ${unit}`}
            className={styles.bucket}
            data-place={index}
            data-none={waiting === 0}
          >
            <b className={styles.number}>{waiting}</b>
            <span className={styles.dim}>{t(words, span)}</span>
          </li>
        );
      })}
    </ul>
  );
}
