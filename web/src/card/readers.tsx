/** Who has looked at this card, the last one first. */
import { useTranslation } from "react-i18next";
import { Actor } from "./actor";
import { useReaders } from "./asking";
import styles from "./card.module.css";
import { Empty } from "./empty";
import { Moment } from "./moment";
import { Section } from "./section";
import { useOpen } from "./sections";

export function Readers({ client }: { client: string }) {
  const { t } = useTranslation("card");
  const items = useReaders(client, useOpen("readers")).data?.items;
  return (
    <Section name="readers" waiting={!items} title={t("readers.title")} count={items?.length}>
      <ul>
        {items?.map((one) => (
          <li key={one.reader} className={styles.row}>
            <span className={styles.grow}>
              <Actor by={one.reader} />
            </span>
            <span className={styles.dim}>
              <Moment at={one.last_at} />
            </span>
          </li>
        ))}
      </ul>
      {items?.length === 0 && <Empty>{t("readers.empty")}</Empty>}
    </Section>
  );
}
