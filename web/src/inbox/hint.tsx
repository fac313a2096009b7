/** Where no conversation is open: how to get on quickly. */
import { Center, Kbd, Stack, Text } from "@mantine/core";
import { IconMessages } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";

export function Hint() {
  const { t } = useTranslation("inbox");
  return (
    <Center h="100%">
      <Stack align="center" gap="xs" c="dimmed">
        <IconMessages size={36} stroke={1.2} aria-hidden />
        <Text size="sm">{t("choose")}</Text>
        <Text size="xs">
          <Kbd size="xs">J</Kbd> {t("chooseKeys")} <Kbd size="xs">?</Kbd>
        </Text>
      </Stack>
    </Center>
  );
}
