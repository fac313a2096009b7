/** Whose card it is: the name, changed where it stands. */
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { Avatar } from "@/parts";
import type { Client } from "./asking";
import styles from "./card.module.css";
import { InPlace } from "./in-place";
import { Day } from "./moment";
import { useRename } from "./renaming";
import { SmallAct } from "./small-act";

export function Heading({ card }: { card: Client }) {
  const { t } = useTranslation("card");
  const [writing, setWriting] = useState(false);
  const may = useMay();
  return (
    <header className={styles.heading}>
      <Avatar name={card.name} size={40} />
      <div className={styles.who}>
        {writing ? (
          <Name card={card} close={() => setWriting(false)} />
        ) : (
          <h2 className={styles.name}>
            <bdi className={styles.clamped}>{card.name ?? t("nameless")}</bdi>
            {may("work_clients") && (
              <SmallAct name={t("rename")} onClick={() => setWriting(true)}>
                <IconPencil size={14} />
              </SmallAct>
            )}
          </h2>
        )}
        <p className={styles.dim}>
          {t("since")} <Day at={card.registered_at} />
        </p>
      </div>
    </header>
  );
}

function Name({ card, close }: { card: Client; close: () => void }) {
  const { t } = useTranslation("card");
  const rename = useRename(card.client_id);
  return (
    <InPlace
      name={t("name")}
      before={card.name ?? ""}
      save={(name) => rename({ name, before: card.name })}
      close={close}
    />
  );
}
