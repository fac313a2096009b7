/** Out of sight until a time, or until the client writes. */
import { ActionIcon, Menu, Tooltip } from "@mantine/core";
import { IconBellZ } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { OwnTime } from "./own-time";
import { momentOf, type Preset, presetAt } from "./times";

const PRESETS: readonly Preset[] = ["hour", "threeHours", "tomorrow", "monday"];

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  snoozed: boolean;
  snooze: (until: Date | null) => void;
  wake: () => void;
}

export function SnoozeMenu({ opened, onChange, snoozed, snooze, wake }: Props) {
  const { t, i18n } = useTranslation("thread");
  const until = (at: Date | null) => {
    onChange(false);
    snooze(at);
  };
  return (
    <Menu opened={opened} onChange={onChange} position="bottom-end">
      <Menu.Target>
        <Tooltip label={t("snooze.name")} withArrow disabled={opened}>
          <ActionIcon
            size={30}
            variant={snoozed ? "light" : "default"}
            aria-label={t("snooze.name")}
          >
            <IconBellZ size={18} />
          </ActionIcon>
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown miw={250}>
        {snoozed && <Menu.Item onClick={wake}>{t("snooze.wake")}</Menu.Item>}
        <Menu.Item onClick={() => until(null)}>{t("snooze.untilReply")}</Menu.Item>
        {PRESETS.map((preset) => (
          <Menu.Item
            key={preset}
            rightSection={<small>{momentOf(presetAt(preset), i18n.language)}</small>}
            onClick={() => until(presetAt(preset))}
          >
            {t(`preset.${preset}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <OwnTime choose={until} button={t("snooze.button")} />
      </Menu.Dropdown>
    </Menu>
  );
}
