/** Until when a conversation goes out of sight: what people mean, or a time of their own. */
import { Menu, Text } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Opened } from "./opened";
import { OwnTime } from "./own-time";
import { inThreeHours, monday, tomorrow } from "./presets";

interface Props extends Opened {
  /** An ISO time; null: until the client writes. */
  onSnooze: (until: string | null) => void;
}

export function SnoozeMenu({ opened, onOpened, onSnooze, children }: Props) {
  const { t } = useTranslation();
  const [own, setOwn] = useState(false);
  const now = new Date();
  function chosen(until: Date | null) {
    onOpened(false);
    onSnooze(until?.toISOString() ?? null);
  }
  return (
    <Menu
      opened={opened}
      onChange={onOpened}
      onClose={() => setOwn(false)}
      width={270}
      position="bottom-end"
    >
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={t("snooze.title")}>
        {own ? (
          <OwnTime from={tomorrow(now)} chosen={chosen} />
        ) : (
          <>
            <Preset word="later" at={inThreeHours(now)} chosen={chosen} />
            <Preset word="tomorrow" at={tomorrow(now)} chosen={chosen} />
            <Preset word="monday" at={monday(now)} chosen={chosen} />
            <Menu.Item onClick={() => chosen(null)}>{t("snooze.reply")}</Menu.Item>
            <Menu.Divider />
            <Menu.Item closeMenuOnClick={false} onClick={() => setOwn(true)}>
              {t("snooze.own")}
            </Menu.Item>
          </>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}

interface PresetProps {
  word: string;
  at: Date;
  chosen: (until: Date) => void;
}

function Preset({ word, at, chosen }: PresetProps): ReactNode {
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
      {t(`snooze.${word}`)}
    </Menu.Item>
  );
}
