/** Files of an answer: added, on their way with progress, there, taken away again. */
import { ActionIcon, CloseButton, Progress, Tooltip } from "@mantine/core";
import { IconAlertTriangle, IconPaperclip } from "@tabler/icons-react";
import { useRef } from "react";
import { useTranslation } from "react-i18next";
import styles from "./composer.module.css";
import type { Keeper } from "./keeper";
import { sizeOf } from "./times";

export function Attach({ add }: { add: (files: Iterable<File>) => void }) {
  const { t } = useTranslation("thread");
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <input
        ref={input}
        type="file"
        multiple
        hidden
        aria-label={t("files.add")}
        onChange={(event) => {
          add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <Tooltip label={t("files.add")} withArrow>
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={t("files.add")}
          onClick={() => input.current?.click()}
        >
          <IconPaperclip size={18} />
        </ActionIcon>
      </Tooltip>
    </>
  );
}

export function Attachments({ keeper }: { keeper: Keeper }) {
  const { t, i18n } = useTranslation("thread");
  const { typed, uploads } = keeper.draft;
  if (typed.attachments.length === 0 && uploads.length === 0) return null;
  const without = (id: string) =>
    keeper.change({ attachments: typed.attachments.filter((one) => one.upload_id !== id) });
  return (
    <ul className={styles.files} aria-label={t("files.name")}>
      {typed.attachments.map((file) => (
        <li key={file.upload_id} className={styles.file}>
          <IconPaperclip size={14} aria-hidden />
          <bdi title={file.name}>{file.name}</bdi>
          <small>{sizeOf(file.size, i18n.language)}</small>
          <CloseButton
            size="xs"
            aria-label={t("files.remove", { name: file.name })}
            onClick={() => without(file.upload_id)}
          />
        </li>
      ))}
      {uploads.map((one) => (
        <li key={one.id} className={styles.file} data-refused={one.error !== undefined}>
          {one.error && <IconAlertTriangle size={14} aria-hidden />}
          <bdi title={one.name}>{one.name}</bdi>
          {one.error ? (
            <span role="alert">{one.error}</span>
          ) : (
            <Progress
              className={styles.progress}
              value={one.progress * 100}
              aria-label={t("files.going", { name: one.name })}
            />
          )}
          <CloseButton
            size="xs"
            aria-label={t("files.remove", { name: one.name })}
            onClick={one.stop}
          />
        </li>
      ))}
    </ul>
  );
}
