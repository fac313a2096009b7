/** Send; beside it: send and done, or at a later time. */
import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { IconChevronUp, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Composing, Sending } from "./composing";
import { OwnTime } from "./own-time";
import { momentOf, type Preset, presetAt } from "./times";

const PRESETS: readonly Preset[] = ["hour", "tomorrow", "monday"];

interface Props {
  composing: Composing;
  send: (sending?: Sending) => void;
}

export function SendButton({ composing, send }: Props) {
  const { t, i18n } = useTranslation("thread");
  const [opened, open] = useState(false);
  const { text } = composing.draft.typed;
  if (composing.kind === "note") {
    return (
      <Button type="submit" size="xs" color="yellow.8" disabled={!text.trim()}>
        {t("note.add")}
      </Button>
    );
  }
  const at = (sendAt: Date) => {
    open(false);
    send({ sendAt });
  };
  return (
    <Group gap={1} wrap="nowrap">
      <Button
        type="submit"
        size="xs"
        leftSection={<IconSend size={15} />}
        disabled={!text.trim()}
        style={{ borderTopRightRadius: 0, borderBottomRightRadius: 0 }}
      >
        {t("send.name")}
      </Button>
      <Menu opened={opened} onChange={open} position="top-end">
        <Menu.Target>
          <ActionIcon
            size={30}
            variant="filled"
            aria-label={t("send.otherwise")}
            disabled={!text.trim()}
            style={{ borderTopLeftRadius: 0, borderBottomLeftRadius: 0 }}
          >
            <IconChevronUp size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown miw={260}>
          <Menu.Item rightSection={<small>Ctrl ⇧ ↵</small>} onClick={() => send({ close: true })}>
            {t("send.andDone")}
          </Menu.Item>
          <Menu.Divider />
          <Menu.Label>{t("send.later")}</Menu.Label>
          {PRESETS.map((preset) => (
            <Menu.Item
              key={preset}
              rightSection={<small>{momentOf(presetAt(preset), i18n.language)}</small>}
              onClick={() => at(presetAt(preset))}
            >
              {t(`preset.${preset}`)}
            </Menu.Item>
          ))}
          <OwnTime choose={at} button={t("send.schedule")} />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
