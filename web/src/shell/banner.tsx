/** Says when what is on screen may be old; goes by itself. */
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useOldSince } from "@/api/heard";
import { useSignedOut } from "@/api/signed";
import styles from "./frame.module.css";

export function Banner() {
  const { t, i18n } = useTranslation();
  const since = useOldSince();
  const out = useSignedOut();
  const shown = since !== null && !out;
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short" });
  return (
    <div role="status" className={styles.banner} data-shown={shown || undefined}>
      {shown && (
        <>
          <IconPlugConnectedX size={16} aria-hidden />
          {t("old", { time: clock.format(since) })}
        </>
      )}
    </div>
  );
}
