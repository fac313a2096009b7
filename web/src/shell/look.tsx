/** How it looks and speaks: theme, language, keys; and the way out. */
import {
  Menu,
  SegmentedControl,
  Stack,
  Switch,
  Text,
  useMantineColorScheme,
  VisuallyHidden,
} from "@mantine/core";
import { IconAdjustmentsHorizontal, IconKeyboard, IconLogout } from "@tabler/icons-react";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { useMe } from "@/api/me";
import { LANGUAGES, type Language, speak } from "@/words";
import styles from "./frame.module.css";
import { setSingleKeys, singleKeys, watch } from "./keyboard";
import { showKeys } from "./keys-shown";
import { failed } from "./notices";

const THEMES = ["auto", "light", "dark"] as const;
const SPOKEN: Record<Language, string> = { ru: "Русский", en: "English" };

export function Look() {
  const { t } = useTranslation();
  const session = useMe().data?.signed_in_by === "session";
  return (
    <Menu position="right-end" width={280} closeOnItemClick withinPortal>
      <Menu.Target>
        <button type="button" className={styles.section}>
          <IconAdjustmentsHorizontal />
          <span>{t("more")}</span>
          <VisuallyHidden>{t("settings")}</VisuallyHidden>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Choices />
        <Menu.Divider />
        <Menu.Item leftSection={<IconKeyboard size={16} />} onClick={showKeys}>
          {t("showKeys")}
        </Menu.Item>
        {session && (
          <Menu.Item leftSection={<IconLogout size={16} />} onClick={leave}>
            {t("signOut")}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

function Choices() {
  const { t, i18n } = useTranslation();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const single = useSyncExternalStore(watch, singleKeys);
  return (
    <Stack gap={6} p="xs">
      <Text size="xs" c="dimmed">
        {t("theme")}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label={t("theme")}
        value={colorScheme}
        onChange={setColorScheme}
        data={THEMES.map((value) => ({ value, label: t(`themes.${value}`) }))}
      />
      <Text size="xs" c="dimmed" mt={4}>
        {t("language")}
      </Text>
      <SegmentedControl
        size="xs"
        aria-label={t("language")}
        value={i18n.language as Language}
        onChange={speak}
        data={LANGUAGES.map((value) => ({ value, label: SPOKEN[value] }))}
      />
      <Switch
        mt={8}
        size="sm"
        label={t("singleKeys")}
        checked={single}
        onChange={(event) => setSingleKeys(event.currentTarget.checked)}
      />
    </Stack>
  );
}

async function leave() {
  try {
    await told(hub.DELETE("/v1/session"));
    location.reload();
  } catch (error) {
    failed(error);
  }
}
