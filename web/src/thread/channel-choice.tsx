/** By which of the client's channels the answer goes. */
import { Menu, UnstyledButton } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { ChannelGlyph } from "@/parts";
import styles from "./composer.module.css";
import type { Composing } from "./composing";
import type { Conversation } from "./wire";

export function ChannelChoice({ composing }: { composing: Composing }) {
  const { t } = useTranslation("thread");
  const { channels, target, choose } = composing;
  if (channels.length < 2) {
    return (
      <span className={styles.channel}>
        <Named one={target} />
      </span>
    );
  }
  return (
    <Menu position="top-start">
      <Menu.Target>
        <UnstyledButton className={styles.channel} aria-label={t("channel.name")}>
          <Named one={target} />
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("channel.name")}</Menu.Label>
        {channels.map((one) => (
          <Menu.Item
            key={one.conversation_id}
            aria-current={one === target}
            onClick={() => choose(one.conversation_id)}
          >
            <span className={styles.channelRow}>
              <Named one={one} />
              {one.subject && <bdi className={styles.muted}>{one.subject}</bdi>}
              {one.status === "closed" && (
                <span className={styles.muted}>{t("status.closed")}</span>
              )}
            </span>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function Named({ one }: { one: Conversation }) {
  const { t } = useTranslation();
  return (
    <>
      <ChannelGlyph channel={one.channel} size={15} />
      <span className={styles.channelName}>
        {t(`channels.${one.channel}`, { defaultValue: one.channel })} · <bdi>{one.account}</bdi>
      </span>
    </>
  );
}
