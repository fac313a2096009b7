/** What was said last, in two lines where nothing stands beneath; or that a colleague is answering right now. */
import { useTranslation } from "react-i18next";
import type { Conversation } from "@/api/conversations";
import { usePresence } from "@/api/presence";
import { Who } from "@/parts";
import styles from "./row.module.css";

const ENOUGH = 160;

export function Preview({ row, tall }: { row: Conversation; tall: boolean }) {
  const { t } = useTranslation("inbox");
  const [there] = usePresence(row.conversation_id);
  if (there)
    return (
      <span className={styles.preview} data-state={there.state}>
        <Who id={there.employee_id} /> {t(there.state)}
      </span>
    );
  const said = (row.last_text ?? row.subject ?? "").slice(0, ENOUGH).replace(/\s+/gu, " ");
  return (
    <span className={styles.preview} data-tall={tall || undefined} dir="auto">
      {row.last_direction === "out" && <span className={styles.ours}>{t("ours")} </span>}
      {said || t("noText")}
    </span>
  );
}
