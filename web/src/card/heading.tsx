/** Whose card it is: the name, changed where it stands. */
import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { Avatar } from "@/parts";
import type { Client } from "./asking";
import styles from "./card.module.css";
import { focused } from "./focus";
import { Day } from "./moment";
import { useRename } from "./renaming";

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
              <Tooltip label={t("rename")} openDelay={400}>
                <ActionIcon
                  variant="subtle"
                  color="gray"
                  size="sm"
                  aria-label={t("rename")}
                  onClick={() => setWriting(true)}
                >
                  <IconPencil size={14} />
                </ActionIcon>
              </Tooltip>
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
  const [name, setName] = useState(card.name ?? "");
  const rename = useRename(card.client_id);
  const save = () => {
    const written = name.trim();
    if (written && written !== card.name) rename({ name: written, before: card.name });
    close();
  };
  return (
    <TextInput
      ref={focused}
      size="xs"
      aria-label={t("name")}
      value={name}
      maxLength={300}
      dir="auto"
      onChange={(event) => setName(event.currentTarget.value)}
      onBlur={save}
      onKeyDown={(event) => {
        if (event.key === "Enter") save();
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    />
  );
}
