/** Folders where there is no room for them beside the list. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { shown, useCounts } from "./counts";
import { SIGNS } from "./folder-signs";
import styles from "./inbox.module.css";
import { useViews } from "./views";
import { FOLDERS, type Place } from "./wanted";

export function FolderMenu({ place }: { place: Place }) {
  const { t } = useTranslation("inbox");
  const [, go] = useLocation();
  const counts = useCounts().data;
  const views = useViews().data ?? [];
  return (
    <Menu position="bottom-start" width={260}>
      <Menu.Target>
        <ActionIcon className={styles.narrow} variant="light" aria-label={t("folders")}>
          <IconChevronDown size={17} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {FOLDERS.map((folder) => {
          const Sign = SIGNS[folder];
          return (
            <Menu.Item
              key={folder}
              leftSection={<Sign size={16} aria-hidden />}
              rightSection={shown(counts?.folders[folder])}
              aria-current={place.folder === folder ? "page" : undefined}
              onClick={() => go(`/inbox/${folder}`)}
            >
              {t(`folder.${folder}`)}
            </Menu.Item>
          );
        })}
        {views.length > 0 && <Menu.Label>{t("views")}</Menu.Label>}
        {views.map((view) => (
          <Menu.Item
            key={view.view_id}
            rightSection={shown(counts?.views[view.view_id])}
            onClick={() => go(`/view/${view.view_id}`)}
          >
            <bdi>{view.name}</bdi>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
