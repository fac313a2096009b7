/** Both cards side by side before they become one: what moves where, and that it can be undone. */
import { ActionIcon, Button, Group, Skeleton, Tooltip } from "@mantine/core";
import { IconArrowsExchange } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { type Client, useClient } from "./asking";
import styles from "./card.module.css";
import { focused } from "./focus";
import { useMerge, useNever } from "./joining";
import { Side } from "./side";

interface Props {
  card: Client;
  other: string;
  back: () => void;
  close: () => void;
}

export function MergePreview({ card, other, back, close }: Props) {
  const { t } = useTranslation(["card", "shell"]);
  const found = useClient(other).data;
  const [swapped, setSwapped] = useState(false);
  const [place, go] = useLocation();
  const merge = useMerge();
  const never = useNever();
  if (!found) return <Skeleton h={90} />;
  const [stays, goes] = swapped ? [found, card] : [card, found];
  const join = () => {
    const [into, taken] = [stays.client_id, goes.client_id];
    merge({ into, other: taken, merge_id: crypto.randomUUID() });
    if (place.startsWith("/clients/")) go(`/clients/${into}`);
    close();
  };
  const part = () => {
    const [mine, theirs] = [card.identities[0], found.identities[0]];
    if (!mine || !theirs) return;
    const { client_id } = card;
    const pair = { identity_id: mine.identity_id, other_identity_id: theirs.identity_id };
    never({ client: client_id, ...pair });
    close();
  };
  return (
    <fieldset className={styles.form}>
      <legend className={styles.sectionTitle}>{t("merge.title")}</legend>
      <div className={styles.sides}>
        <Side card={stays} role={t("merge.stays")} />
        <Tooltip label={t("merge.swap")}>
          <ActionIcon
            variant="light"
            aria-label={t("merge.swap")}
            onClick={() => setSwapped(!swapped)}
          >
            <IconArrowsExchange size={16} />
          </ActionIcon>
        </Tooltip>
        <Side card={goes} role={t("merge.goes")} />
      </div>
      <p className={styles.dim}>
        {t("merge.moves", {
          addresses: t("merge.addresses", { count: goes.identities.length }),
          talks: t("merge.talks", { count: goes.conversations.length }),
        })}
      </p>
      <Group gap="xs">
        <Button ref={focused} size="compact-sm" onClick={join}>
          {t("merge.join")}
        </Button>
        <Button size="compact-sm" variant="default" onClick={back}>
          {t("shell:back")}
        </Button>
        <Tooltip label={t("merge.neverHow")} multiline w={240}>
          <Button size="compact-sm" variant="subtle" color="red" onClick={part}>
            {t("merge.never")}
          </Button>
        </Tooltip>
      </Group>
    </fieldset>
  );
}
