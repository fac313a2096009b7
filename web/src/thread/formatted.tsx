/** A mail as it was laid out: in a frame where nothing acts, loads or leads anywhere. */
import { Button } from "@mantine/core";
import { IconFileText, IconTypography } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./bubble.module.css";

export function Formatted({ message }: { message: string }) {
  const { t } = useTranslation("thread");
  const [shown, setShown] = useState(false);
  return (
    <div>
      <Button
        size="compact-xs"
        variant="subtle"
        aria-expanded={shown}
        leftSection={shown ? <IconFileText size={14} /> : <IconTypography size={14} />}
        onClick={() => setShown((before) => !before)}
      >
        {shown ? t("html.hide") : t("html.show")}
      </Button>
      {shown && (
        <>
          <iframe
            className={styles.frame}
            sandbox=""
            referrerPolicy="no-referrer"
            loading="lazy"
            title={t("html.title")}
            src={`/v1/messages/${message}/html`}
          />
          <div className={styles.hint}>{t("html.blocked")}</div>
        </>
      )}
    </div>
  );
}
