/** Which colleagues are here right now, and which of them are answering. */
import { IconEye, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { usePresence } from "@/api/presence";
import { Who } from "@/parts";
import styles from "./header.module.css";

export function PresentHere({ conversation }: { conversation: string }) {
  const { t } = useTranslation("thread");
  const here = usePresence(conversation);
  return (
    <span className={styles.present} aria-live="polite">
      {here.slice(0, 3).map((one) => (
        <span key={one.employee_id} className={styles.one} data-state={one.state}>
          {one.state === "replying" ? <IconPencil size={13} /> : <IconEye size={13} />}
          <Who id={one.employee_id} /> {t(`presence.${one.state}`)}
        </span>
      ))}
      {here.length > 3 && <span>+{here.length - 3}</span>}
    </span>
  );
}
