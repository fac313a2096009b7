/** Send; beside it: send and done, or at a later time. */
import { ActionIcon, Button, Group, Menu } from "@mantine/core";
import { IconChevronUp, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inHours, monday, OwnTime, Preset, tomorrow } from "@/parts";
import type { Composing, Sending } from "./composing";

interface Props {
  composing: Composing;
  send: (sending?: Sending) => void;
}

export function SendButton({ composing, send }: Props) {
  const { t } = useTranslation("thread");
  const [opened, open] = useState(false);
  const { text } = composing.draft.typed;
  const now = new Date();
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
          <Preset word="hour" at={inHours(1, now)} chosen={at} />
          <Preset word="tomorrow" at={tomorrow(now)} chosen={at} />
          <Preset word="monday" at={monday(now)} chosen={at} />
          <OwnTime from={tomorrow(now)} button={t("send.schedule")} chosen={at} />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}
