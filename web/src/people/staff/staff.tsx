/** Everybody who works here; those who left stand below. */
import { Button } from "@mantine/core";
import { IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Asked } from "../asked";
import { type Employee, useEmployees } from "../asking";
import styles from "../people.module.css";
import { EmployeeRow } from "./employee-row";
import { Hire } from "./hire";

export function Staff() {
  const { t } = useTranslation("people");
  const [hiring, setHiring] = useState(false);
  const [left, showLeft] = useState(false);
  const asked = useEmployees();
  return (
    <>
      <div className={styles.head}>
        <p className={styles.dim}>{t("staffHow")}</p>
        <Button
          size="xs"
          leftSection={<IconUserPlus size={16} />}
          onClick={() => setHiring(true)}
          disabled={hiring}
        >
          {t("hire")}
        </Button>
      </div>
      {hiring && <Hire close={() => setHiring(false)} />}
      <Asked of={asked}>
        {(all) => (
          <>
            <List name={t("staff")} of={all.filter((one) => !one.departed)} all={all} />
            {all.some((one) => one.departed) && (
              <Button
                size="xs"
                variant="subtle"
                w="fit-content"
                aria-expanded={left}
                onClick={() => showLeft(!left)}
              >
                {t("departedCount", { count: all.filter((one) => one.departed).length })}
              </Button>
            )}
            {left && <List name={t("departed")} of={all.filter((one) => one.departed)} all={all} />}
          </>
        )}
      </Asked>
    </>
  );
}

function List({ name, of, all }: { name: string; of: Employee[]; all: Employee[] }) {
  return (
    <ul aria-label={name} className={styles.list}>
      {of.map((one) => (
        <EmployeeRow key={one.employee_id} employee={one} all={all} />
      ))}
    </ul>
  );
}
