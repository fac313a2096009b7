/** Files that came along: pictures small, everything else by name and size. */
import { IconPaperclip } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./bubble.module.css";
import { sizeOf } from "./times";
import type { Message } from "./wire";

type File = Message["attachments"][number];

/** What a browser draws without acting on it: never SVG. */
const DRAWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"]);
const DRAWN_BYTES = 8_000_000;

export function Files({ message, files }: { message: string; files: readonly File[] }) {
  const { t } = useTranslation("thread");
  if (files.length === 0) return null;
  return (
    <ul className={styles.files} aria-label={t("files.name")}>
      {files.map((file) => (
        <li key={file.number}>
          <Attached href={`/v1/messages/${message}/attachments/${file.number}`} file={file} />
        </li>
      ))}
    </ul>
  );
}

function Attached({ href, file }: { href: string; file: File }) {
  const { i18n } = useTranslation();
  const [broken, setBroken] = useState(false);
  const drawn = DRAWN.has(file.media_type) && file.size <= DRAWN_BYTES && !broken;
  return (
    <a href={href} download className={drawn ? styles.picture : styles.file} title={file.name}>
      {drawn && <img src={href} alt="" loading="lazy" onError={() => setBroken(true)} />}
      <span className={styles.fileName}>
        {!drawn && <IconPaperclip size={14} aria-hidden />}
        <bdi>{file.name}</bdi>
        <span className={styles.size}>{sizeOf(file.size, i18n.language)}</span>
      </span>
    </a>
  );
}
