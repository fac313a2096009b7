/** One of two cards that are to become one. */
import { useTranslation } from "react-i18next";
import type { Client } from "./asking";
import styles from "./card.module.css";
import { Day } from "./moment";

export function Side({ card, role }: { card: Client; role: string }) {
  const { t } = useTranslation("card");
  return (
    <div className={styles.side}>
      <span className={styles.role}>{role}</span>
      <bdi className={styles.clamped}>{card.name ?? t("nameless")}</bdi>
      <span className={styles.dim}>
        {t("since")} <Day at={card.registered_at} />
      </span>
      {card.identities.map((one) => (
        <bdi key={one.identity_id} className={styles.cut} title={one.value ?? undefined}>
          {one.kind === "visitor" || !one.value ? t(`identities.kinds.${one.kind}`) : one.value}
        </bdi>
      ))}
      <span className={styles.dim}>{t("merge.talks", { count: card.conversations.length })}</span>
    </div>
  );
}
