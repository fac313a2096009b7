/** How the console looks and is worked: kept in this browser. */
import { SegmentedControl, Stack, Switch, Text, useMantineColorScheme } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { setSingleKeys, singleKeys, watch } from "@/shell/keyboard";
import { LANGUAGES, type Language, speak } from "@/words";
import { Section } from "./section";

const THEMES = ["auto", "light", "dark"] as const;
const SPOKEN: Record<Language, string> = { ru: "Русский", en: "English" };

export function Looks() {
  const { t, i18n } = useTranslation(["people", "shell"]);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const single = useSyncExternalStore(watch, singleKeys);
  return (
    <Section title={t("looks")}>
      <Stack gap={6} align="start">
        <Text size="sm">{t("shell:language")}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t("shell:language")}
          value={i18n.language as Language}
          onChange={speak}
          data={LANGUAGES.map((value) => ({ value, label: SPOKEN[value] }))}
        />
        <Text size="sm">{t("shell:theme")}</Text>
        <SegmentedControl
          size="xs"
          aria-label={t("shell:theme")}
          value={colorScheme}
          onChange={setColorScheme}
          data={THEMES.map((value) => ({ value, label: t(`shell:themes.${value}`) }))}
        />
        <Switch
          mt={6}
          label={t("shell:singleKeys")}
          description={t("singleKeysHow")}
          checked={single}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
      </Stack>
    </Section>
  );
}
