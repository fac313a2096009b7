/** Over the list: where one is, how it is narrowed, and keeping that as a view. */
import { ActionIcon, Badge, Button, CloseButton, Menu } from "@mantine/core";
import { IconDeviceFloppy, IconFilter } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { useColleagues } from "@/api/colleagues";
import { Filters } from "./filters";
import { FolderMenu } from "./folder-menu";
import styles from "./inbox.module.css";
import { useViews } from "./views";
import { NARROWED, type Narrowed, type Place } from "./wanted";

export function Heading({ place, save }: { place: Place; save: () => void }) {
  const { t } = useTranslation("inbox");
  const narrowed = NARROWED.filter((field) => place.narrowed[field]);
  const view = useViews().data?.find((one) => one.view_id === place.view);
  return (
    <header className={styles.heading}>
      <div className={styles.title}>
        <h1 dir="auto">{view?.name ?? t(`folder.${place.folder}`, { defaultValue: "" })}</h1>
        <FolderMenu place={place} />
        <Menu position="bottom-end" width={260} closeOnItemClick={false}>
          <Menu.Target>
            <ActionIcon
              variant={narrowed.length > 0 ? "light" : "subtle"}
              color={narrowed.length > 0 ? undefined : "gray"}
              aria-label={t("filter")}
              title={t("filter")}
            >
              <IconFilter size={17} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Filters narrowed={place.narrowed} />
          </Menu.Dropdown>
        </Menu>
      </div>
      {narrowed.length > 0 && (
        <div className={styles.narrowed}>
          {narrowed.map((field) => (
            <NarrowedBy key={field} field={field} value={place.narrowed[field] ?? ""} />
          ))}
          <Button
            size="compact-xs"
            variant="subtle"
            leftSection={<IconDeviceFloppy size={14} />}
            onClick={save}
          >
            {t("saveView")}
          </Button>
        </div>
      )}
    </header>
  );
}

function NarrowedBy({ field, value }: { field: Narrowed; value: string }) {
  const { t } = useTranslation("inbox");
  const [, set] = useSearchParams();
  const colleagues = useColleagues().data;
  const words: Record<Narrowed, string> = {
    label: value,
    channel: t(`shell:channels.${value}`, { defaultValue: value }),
    assignee:
      colleagues?.find((one) => one.employee_id === value)?.name ?? t("shell:assign.nobody"),
  };
  function remove() {
    set((before) => {
      before.delete(field);
      return before;
    });
  }
  return (
    <Badge
      variant="light"
      tt="none"
      pr={3}
      rightSection={
        <CloseButton size={16} onClick={remove} aria-label={t("widen", { by: words[field] })} />
      }
    >
      <bdi>{words[field]}</bdi>
    </Badge>
  );
}
