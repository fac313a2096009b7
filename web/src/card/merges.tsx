/** Merges that can be undone, and what an undoing gives back. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { Actor } from "./actor";
import { AddressLine } from "./addresses";
import { type Client, type Merge, useClient } from "./asking";
import styles from "./card.module.css";
import { Empty } from "./empty";
import { useUnmerge } from "./joining";
import { Merging } from "./merging";
import { Moment } from "./moment";
import { movedBy } from "./moved";
import { Section } from "./section";

interface Props {
  card: Client;
  merging: boolean;
  begin: () => void;
  close: () => void;
}

export function Merges({ card, merging, begin, close }: Props) {
  const { t } = useTranslation("card");
  const may = useMay()("work_clients");
  return (
    <Section
      name="merges"
      title={t("merge.section")}
      count={card.merges.length}
      add={t("merge.title")}
      onAdd={may ? begin : undefined}
    >
      {merging && <Merging card={card} close={close} />}
      <ul>
        {card.merges.map((merge) => (
          <Done key={merge.merge_id} card={card} merge={merge} may={may} />
        ))}
      </ul>
      {!merging && card.merges.length === 0 && <Empty>{t("merge.empty")}</Empty>}
    </Section>
  );
}

function Done({ card, merge, may }: { card: Client; merge: Merge; may: boolean }) {
  const { t } = useTranslation("card");
  const taken = useClient(merge.absorbed_id).data;
  const unmerge = useUnmerge();
  const moved = movedBy(merge, card.identities);
  const { merge_id, absorbed_id } = merge;
  return (
    <li className={styles.line}>
      <div className={styles.grow}>
        <bdi className={styles.cut}>{taken?.name ?? moved[0]?.name ?? t("nameless")}</bdi>
        <p className={styles.dim}>
          {t(`because.rules.${merge.rule}`)} · <Actor by={merge.merged_by} />,{" "}
          <Moment at={merge.merged_at} />
        </p>
        <p className={styles.dim}>
          {t("merge.gives", { addresses: t("merge.addresses", { count: moved.length }) })}{" "}
          <AddressLine identities={moved} />
        </p>
      </div>
      {may && (
        <Button
          size="compact-xs"
          variant="default"
          onClick={() => unmerge({ client: card.client_id, absorbed_id, merge_id })}
        >
          {t("merge.undo")}
        </Button>
      )}
    </li>
  );
}
