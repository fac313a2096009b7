/** What a search found: people, and where words were said. */

import { Mark, Text } from "@mantine/core";
import { Spotlight } from "@mantine/spotlight";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { Age, Avatar, ChannelGlyph } from "@/parts";
import styles from "./frame.module.css";
import type { FoundHere } from "./search";

export function Found({ found }: { found: FoundHere }) {
  const { t } = useTranslation();
  const [, go] = useLocation();
  return (
    <>
      {found.clients.length > 0 && (
        <Spotlight.ActionsGroup label={t("palette.people")}>
          {found.clients.map((one) => (
            <Spotlight.Action key={one.client_id} onClick={() => go(`/clients/${one.client_id}`)}>
              <span className={styles.found}>
                <Avatar name={one.name} size={28} />
                <span className={styles.foundText}>
                  <Text component="span" display="block" size="sm" truncate dir="auto">
                    {one.name ?? t("nameless")}
                  </Text>
                  <Text component="span" display="block" size="xs" c="dimmed" truncate dir="auto">
                    {one.match}
                  </Text>
                </span>
              </span>
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      )}
      {found.messages.length > 0 && (
        <Spotlight.ActionsGroup label={t("palette.messages")}>
          {found.messages.map((one) => (
            <Spotlight.Action
              key={one.message_id}
              onClick={() => go(`/inbox/all/${one.conversation_id}?message=${one.message_id}`)}
            >
              <span className={styles.foundText}>
                <Text component="span" display="block" size="xs" c="dimmed" truncate>
                  <ChannelGlyph channel={one.channel} size={13} />{" "}
                  <bdi>{one.name ?? t("nameless")}</bdi>
                  {" · "}
                  <Age since={one.at} />
                </Text>
                <Text component="span" display="block" size="sm" lineClamp={2} dir="auto">
                  {one.before}
                  <Mark>{one.hit}</Mark>
                  {one.after}
                </Text>
              </span>
            </Spotlight.Action>
          ))}
        </Spotlight.ActionsGroup>
      )}
    </>
  );
}
