/** One employee: name, role, head and teams in a line; what can be changed opens below. */
import { Badge, Button } from "@mantine/core";
import { IconChevronDown } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Avatar } from "@/parts";
import { type Employee, useTeams } from "../asking";
import styles from "../people.module.css";
import { useRoleTitle } from "../role-title";
import { EmployeePanel } from "./employee-panel";

export function EmployeeRow({ employee, all }: { employee: Employee; all: Employee[] }) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  const title = useRoleTitle();
  const teams = useTeams().data ?? [];
  const head = all.find((one) => one.employee_id === employee.head_id)?.name;
  const names = employee.teams.map((id) => teams.find((one) => one.team_id === id)?.name);
  const about = [head && t("reportsTo", { name: head }), ...names].filter(Boolean).join(" · ");
  const name = employee.name ?? t("shell:nameless");
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <Avatar name={employee.name} />
        <span className={styles.who}>
          <bdi className={styles.name}>{name}</bdi>
          <p className={styles.dim} dir="auto">
            {title(employee.role)}
            {about && ` · ${about}`}
          </p>
        </span>
        {!employee.departed && (
          <>
            <Badge variant="light" tt="none" color={employee.available ? "cyan" : "gray"}>
              {t(employee.available ? "takesLeads" : "takesNone")}
            </Badge>
            <Button
              size="xs"
              variant="default"
              aria-expanded={open}
              aria-label={t("changeOf", { name })}
              rightSection={<IconChevronDown size={14} />}
              onClick={() => setOpen(!open)}
            >
              {t("change")}
            </Button>
          </>
        )}
      </div>
      {open && !employee.departed && <EmployeePanel employee={employee} all={all} />}
    </li>
  );
}
