/** Finding the other card: by how the name begins, or by a whole address. */
import { Button, Loader, TextInput } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconSearch } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/parts";
import { AddressLine } from "./addresses";
import type { Client, Listed } from "./asking";
import styles from "./card.module.css";
import { Empty } from "./empty";
import { focused } from "./focus";
import { useLookup } from "./lookup";

interface Props {
  card: Client;
  choose: (client: string) => void;
  close: () => void;
}

export function FindOther({ card, choose, close }: Props) {
  const { t } = useTranslation(["card", "shell"]);
  const [words, setWords] = useState(card.name?.split(/\s/u)[0] ?? "");
  const [asked] = useDebouncedValue(words.trim(), 200);
  const { data, isFetching } = useLookup(asked);
  const others = data?.filter((one) => one.client_id !== card.client_id) ?? [];
  return (
    <search
      className={styles.form}
      aria-label={t("merge.title")}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      <TextInput
        ref={focused}
        size="xs"
        label={t("merge.find")}
        description={t("merge.findHow")}
        value={words}
        dir="auto"
        maxLength={320}
        leftSection={isFetching ? <Loader size={12} /> : <IconSearch size={14} />}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ul aria-label={t("merge.found")} aria-live="polite">
        {others.map((one) => (
          <Other key={one.client_id} client={one} choose={choose} />
        ))}
      </ul>
      {asked && data && others.length === 0 && <Empty>{t("merge.nobody")}</Empty>}
      <Button size="compact-sm" variant="default" onClick={close}>
        {t("shell:cancel")}
      </Button>
    </search>
  );
}

function Other({ client, choose }: { client: Listed; choose: (client: string) => void }) {
  const { t } = useTranslation("card");
  return (
    <li>
      <button type="button" className={styles.choice} onClick={() => choose(client.client_id)}>
        <Avatar name={client.name} size={26} />
        <span className={styles.grow}>
          <bdi className={styles.cut}>{client.name ?? t("nameless")}</bdi>
          <AddressLine identities={client.identities} />
        </span>
      </button>
    </li>
  );
}
