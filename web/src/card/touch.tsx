/** One touch: where from, by which campaign, what it cost. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Touch } from "./asking";
import styles from "./card.module.css";
import { Moment } from "./moment";
import { money } from "./money";

export function TouchLine({ touch, place }: { touch: Touch; place?: string }) {
  const { t, i18n } = useTranslation("card");
  return (
    <li className={styles.block}>
      <div className={styles.row}>
        <bdi className={`${styles.grow} ${styles.cut}`}>
          {touch.source} / {touch.medium}
        </bdi>
        {touch.cost && <b className={styles.price}>{money(touch.cost, i18n.language)}</b>}
        {place && (
          <Badge size="sm" variant="light" color="gray" className={styles.badge}>
            {place}
          </Badge>
        )}
      </div>
      <p className={styles.dim}>
        <Moment at={touch.at} />
        {touch.campaign && (
          <>
            {" · "}
            {t("touches.campaign")} <bdi>{touch.campaign}</bdi>
          </>
        )}
        {touch.term && (
          <>
            {" · "}
            <bdi>{touch.term}</bdi>
          </>
        )}
        {touch.referrer && (
          <>
            {" · "}
            <bdi>{touch.referrer}</bdi>
          </>
        )}
      </p>
    </li>
  );
}
