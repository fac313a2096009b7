/** Colleagues are invited. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Hire } from "@/people/staff/hire";
import styles from "./first.module.css";
import { Step } from "./step";

export function ColleaguesStep({ done }: { done: boolean }) {
  const { t } = useTranslation("first");
  const [open, setOpen] = useState(false);
  return (
    <Step name="colleagues" done={done}>
      <p>{t("colleaguesHow")}</p>
      {open ? (
        <div className={styles.wide}>
          <Hire close={() => setOpen(false)} />
        </div>
      ) : (
        <Button size="xs" variant={done ? "default" : "filled"} onClick={() => setOpen(true)}>
          {t("invite")}
        </Button>
      )}
    </Step>
  );
}
