/** A time that people mean, in their words, with what it is by the clock. */
import { Menu, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  /** At `presets.<word>` in the words of the shell. */
  word: string;
  at: Date;
  chosen: (until: Date) => void;
}

export function Preset({ word, at, chosen }: Props) {
  const { t, i18n } = useTranslation();
  const form = { weekday: "short", hour: "2-digit", minute: "2-digit" } as const;
  const when = new Intl.DateTimeFormat(i18n.language, form).format(at);
  const beside = (
    <Text size="xs" c="dimmed">
      {when}
    </Text>
  );
  return (
    <Menu.Item onClick={() => chosen(at)} rightSection={beside}>
      {t(`presets.${word}`)}
    </Menu.Item>
  );
}
