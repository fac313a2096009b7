/** Those who wait, one by one, the longest first. */
import { useTranslation } from "react-i18next";
import type { Waiting } from "./asking";
import styles from "./now.module.css";
import { WaitingRow } from "./row";

export function Rows({ rows, skew }: { rows: readonly Waiting[]; skew: number }) {
  const { t } = useTranslation("now");
  return (
    <table className={styles.table}>
      <caption className={styles.caption}>{t("caption")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("client")}</th>
          <th scope="col">{t("waits")}</th>
          <th scope="col">{t("next")}</th>
          <th scope="col">{t("holder")}</th>
          <th scope="col">
            <span className={styles.hidden}>{t("actions")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((one) => (
          <WaitingRow key={one.conversation.conversation_id} waiting={one} skew={skew} />
        ))}
      </tbody>
    </table>
  );
}
