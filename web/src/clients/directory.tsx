/** All clients, or those that were looked for. */
import { ActionIcon, Loader, TextInput, Tooltip } from "@mantine/core";
import { useDebouncedValue } from "@mantine/hooks";
import { IconDownload, IconSearch } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useKeys } from "@/shell/keys";
import styles from "./clients.module.css";
import { Everybody } from "./everybody";
import { useExport } from "./exporting";
import { FoundList } from "./found";

export function Directory({ current }: { current: string | undefined }) {
  const { t } = useTranslation("clients");
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 200);
  const field = useRef<HTMLInputElement>(null);
  useKeys("list", [{ code: "Slash", what: "search", run: () => field.current?.focus() }]);
  return (
    <section className={styles.directory} aria-label={t("region")}>
      <div className={styles.bar}>
        <TextInput
          ref={field}
          className={styles.search}
          type="search"
          size="sm"
          aria-label={t("find")}
          placeholder={t("findHow")}
          value={words}
          maxLength={300}
          dir="auto"
          leftSection={<IconSearch size={16} />}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <Export />
      </div>
      {asked.length > 1 ? (
        <FoundList words={asked} current={current} />
      ) : (
        <Everybody current={current} />
      )}
    </section>
  );
}

function Export() {
  const { t } = useTranslation("clients");
  const may = useMay()("export_clients");
  const { mutate, isPending } = useExport();
  if (!may) return null;
  return (
    <Tooltip label={t("exportHow")} multiline w={220}>
      <ActionIcon variant="default" size="lg" aria-label={t("export")} onClick={() => mutate()}>
        {isPending ? <Loader size={16} /> : <IconDownload size={18} />}
      </ActionIcon>
    </Tooltip>
  );
}
