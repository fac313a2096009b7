/** Says when what is on screen may be old; goes by itself. */
import { IconPlugConnectedX } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useOldSince } from "@/api/heard";
import { useSignedOut } from "@/api/signed";
import styles from "./frame.module.css";

export function Banner() {
  const since = useOldSince();
  const out = useSignedOut();
  const shown = since !== null && !out;
  return (
    <div role="status" className={styles.banner} data-shown={shown || undefined}>
      {shown && <Old since={since} />}
    </div>
  );
}

function Old({ since }: { since: number }) {
  const { t, i18n } = useTranslation();
  const clock = new Intl.DateTimeFormat(i18n.language, { timeStyle: "short" });
  return (
    <>
      <IconPlugConnectedX size={16} aria-hidden />
      {t("old", { time: clock.format(since) })}
    </>
  );
}
