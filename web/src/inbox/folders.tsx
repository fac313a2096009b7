/** Folders and saved views, with how many conversations stand in each. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconDots, IconPencil, IconShare, IconShareOff, IconTrash } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { shown, useCounts } from "./counts";
import { SIGNS } from "./folder-signs";
import styles from "./folders.module.css";
import { useRemoveView, useSaveView, useViews, type View } from "./views";
import { FOLDERS, type Place } from "./wanted";

export function Folders({ place, rename }: { place: Place; rename: (view: View) => void }) {
  const { t } = useTranslation("inbox");
  const counts = useCounts().data;
  const views = useViews().data ?? [];
  return (
    <nav aria-label={t("folders")} className={styles.folders}>
      {FOLDERS.map((folder) => {
        const Sign = SIGNS[folder];
        return (
          <Link
            key={folder}
            to={`/inbox/${folder}`}
            className={styles.folder}
            aria-current={place.folder === folder ? "page" : undefined}
          >
            <Sign size={17} stroke={1.7} aria-hidden />
            <span className={styles.name}>{t(`folder.${folder}`)}</span>
            <span className={styles.count} data-alarm={folder === "escalated" || undefined}>
              {COUNTED.has(folder) && shown(counts?.folders[folder])}
            </span>
          </Link>
        );
      })}
      {views.length > 0 && <h2 className={styles.heading}>{t("views")}</h2>}
      {views.map((view) => (
        <div key={view.view_id} className={styles.view}>
          <Link
            to={`/view/${view.view_id}`}
            className={styles.folder}
            aria-current={place.view === view.view_id ? "page" : undefined}
          >
            <bdi className={styles.name}>{view.name}</bdi>
            {view.shared && <IconShare size={13} aria-label={t("shared")} />}
            <span className={styles.count}>{shown(counts?.views[view.view_id])}</span>
          </Link>
          {view.mine && <ViewMenu view={view} open={place.view === view.view_id} rename={rename} />}
        </div>
      ))}
    </nav>
  );
}

/** What waits for something to be done; how many were closed ever says nothing. */
const COUNTED: ReadonlySet<string> = new Set([
  "mine",
  "unassigned",
  "team",
  "escalated",
  "snoozed",
  "mentions",
]);

interface ViewMenuProps {
  view: View;
  open: boolean;
  rename: (view: View) => void;
}

function ViewMenu({ view, open, rename }: ViewMenuProps) {
  const { t } = useTranslation("inbox");
  const [, go] = useLocation();
  const save = useSaveView(() => undefined);
  const remove = useRemoveView();
  function removeIt() {
    if (open) go("/inbox/mine");
    remove.mutate(view);
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <ActionIcon
          className={styles.dots}
          variant="subtle"
          color="gray"
          size="sm"
          aria-label={t("viewMenu", { name: view.name.slice(0, 60) })}
        >
          <IconDots size={15} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={15} />} onClick={() => rename(view)}>
          {t("rename")}
        </Menu.Item>
        <Menu.Item
          leftSection={view.shared ? <IconShareOff size={15} /> : <IconShare size={15} />}
          onClick={() => save.mutate({ ...view, shared: !view.shared })}
        >
          {t(view.shared ? "unshare" : "share")}
        </Menu.Item>
        <Menu.Item color="red" leftSection={<IconTrash size={15} />} onClick={removeIt}>
          {t("remove")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
