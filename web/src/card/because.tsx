/** Why an address stands on this card: the rule, what was seen, who decided, and when. */
import { useTranslation } from "react-i18next";
import { Actor } from "./actor";
import type { Identity } from "./asking";
import styles from "./card.module.css";
import { Moment } from "./moment";

const AN_ID = /^[0-9a-f]{8}-[0-9a-f-]{27}$/;

export function Because({ identity }: { identity: Identity }) {
  const { t } = useTranslation("card");
  const { rule, version, evidence, by } = identity.because;
  return (
    <dl className={styles.because}>
      <dt>{t("because.rule")}</dt>
      <dd>
        {t(`because.long.${rule ?? "none"}`)}
        {version !== null && (
          <span className={styles.dim}> {t("because.version", { version })}</span>
        )}
      </dd>
      {evidence && (
        <>
          <dt>{t("because.evidence")}</dt>
          <dd title={evidence}>
            {AN_ID.test(evidence) ? (
              t("because.inbound", { id: evidence.slice(0, 8) })
            ) : (
              <bdi>{evidence}</bdi>
            )}
          </dd>
        </>
      )}
      <dt>{t("because.by")}</dt>
      <dd>
        <Actor by={by} />
        {identity.linked_at && (
          <>
            , <Moment at={identity.linked_at} />
          </>
        )}
      </dd>
    </dl>
  );
}
