/** Until when a conversation goes out of sight: what people mean, or a time of their own. */
import { Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Opened } from "./opened";
import { OwnTime } from "./own-time";
import { Preset } from "./preset";
import { inHours, monday, tomorrow } from "./presets";

interface Props extends Opened {
  /** An ISO time; null: until the client writes. */
  onSnooze: (until: string | null) => void;
  /** Brings back what is snoozed. */
  onWake?: () => void;
}

export function SnoozeMenu({ opened, onOpened, onSnooze, onWake, children }: Props) {
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
          <OwnTime from={tomorrow(now)} button={t("snooze.title")} chosen={chosen} />
        ) : (
          <>
            {onWake && <Menu.Item onClick={onWake}>{t("snooze.wake")}</Menu.Item>}
            <Preset word="hour" at={inHours(1, now)} chosen={chosen} />
            <Preset word="later" at={inHours(3, now)} chosen={chosen} />
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
