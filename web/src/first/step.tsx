/** A step: done or not, what it is, and how it is done. */
import { VisuallyHidden } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { type ReactNode, useId } from "react";
import { useTranslation } from "react-i18next";
import styles from "./first.module.css";

interface Props {
  name: "channel" | "message" | "reply" | "colleagues";
  done: boolean;
  children: ReactNode;
}

export function Step({ name, done, children }: Props) {
  const { t } = useTranslation("first");
  const id = useId();
  return (
    <li aria-labelledby={id} className={styles.step}>
      <span className={styles.sign} data-done={done || undefined} aria-hidden>
        {done && <IconCheck size={16} stroke={2.4} />}
      </span>
      <h2 id={id} className={styles.stepTitle}>
        {t(`step.${name}`)}
        {done && <VisuallyHidden>: {t("done")}</VisuallyHidden>}
      </h2>
      <div className={styles.body}>{children}</div>
    </li>
  );
}
