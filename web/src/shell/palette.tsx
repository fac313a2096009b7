/** The palette: what can be done here, where to go, who and what can be found. */

import "@mantine/spotlight/styles.css";
import { useDebouncedValue } from "@mantine/hooks";
import { Spotlight, spotlight } from "@mantine/spotlight";
import { IconSearch } from "@tabler/icons-react";
import { useState, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { registered, watch } from "./keyboard";
import { Signs } from "./keys-shown";
import { Found } from "./palette-found";
import { useFound } from "./search";

export const open = () => spotlight.open();

export default function Palette() {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const [asked] = useDebouncedValue(words.trim(), 150);
  const found = useFound(asked);
  const commands = useCommands(words);
  const empty =
    commands.length === 0 && !found.data?.clients.length && !found.data?.messages.length;
  return (
    <Spotlight.Root query={words} onQueryChange={setWords} shortcut={null} scrollable size="lg">
      <Spotlight.Search
        placeholder={t("palette.placeholder")}
        aria-label={t("palette.placeholder")}
        leftSection={<IconSearch size={18} stroke={1.6} />}
      />
      <Spotlight.ActionsList>
        {commands.length > 0 && (
          <Spotlight.ActionsGroup label={t("palette.commands")}>
            {commands.map(({ id, label, key }) => (
              <Spotlight.Action
                key={id}
                label={label}
                rightSection={<Signs of={key} />}
                onClick={() => setTimeout(key.run)}
              />
            ))}
          </Spotlight.ActionsGroup>
        )}
        {found.data && <Found found={found.data} />}
        {empty && (
          <Spotlight.Empty>
            {t(found.isFetching ? "palette.searching" : "palette.nothing")}
          </Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}

function useCommands(words: string) {
  const { t } = useTranslation();
  const areas = useSyncExternalStore(watch, registered);
  const said = words.trim().toLocaleLowerCase();
  return areas
    .toReversed()
    .flatMap((area) => area.keys.map((key) => ({ area: area.name, key })))
    .filter(({ key }) => !key.hidden)
    .map(({ area, key }) => ({
      id: `${area} ${key.what} ${key.code}`,
      label: t(`keys.${key.what}`, { defaultValue: key.what }),
      key,
    }))
    .filter(({ label }) => label.toLocaleLowerCase().includes(said));
}
