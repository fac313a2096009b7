/** What can be changed about an employee. */
import { Button, Group, Select, Switch } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "@/api/me";
import type { Employee } from "../asking";
import styles from "../people.module.css";
import { useRoleChoices } from "../role-title";
import { useEdit, useSafety } from "./acting";
import { Addresses } from "./addresses";
import { Departure } from "./departure";
import { Invite } from "./invite";

export function EmployeePanel({ employee, all }: { employee: Employee; all: Employee[] }) {
  const { t } = useTranslation("people");
  const may = useMay();
  const me = useMe().data?.employee_id;
  const roles = useRoleChoices();
  const edit = useEdit(employee);
  const { end, drop } = useSafety(employee);
  const [leaving, setLeaving] = useState(false);
  const others = all.filter((one) => !one.departed && one.employee_id !== employee.employee_id);
  return (
    <section className={styles.panel} aria-label={employee.name ?? t("shell:nameless")}>
      <div className={styles.fields}>
        <Select
          label={t("roleIs")}
          data={roles}
          value={employee.role}
          allowDeselect={false}
          disabled={!may("keep_roles") || employee.employee_id === me}
          description={employee.employee_id === me ? t("ownRole") : undefined}
          onChange={(role) => role && edit({ role })}
        />
        <Select
          label={t("head")}
          data={others.map((one) => ({ value: one.employee_id, label: one.name ?? "" }))}
          value={employee.head_id}
          placeholder={t("noHead")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("noHead") }}
          onChange={(head_id) => edit({ head_id })}
        />
        <Switch
          mt={26}
          label={t("takesLeads")}
          checked={employee.available}
          disabled={!may("work_leads")}
          onChange={(event) => edit({ available: event.currentTarget.checked })}
        />
      </div>
      <Invite employee={employee} />
      <Addresses employee={employee} />
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => end.mutate()} loading={end.isPending}>
          {t("endSessions")}
        </Button>
        <Button size="xs" variant="default" onClick={() => drop.mutate()} loading={drop.isPending}>
          {t("dropTotp")}
        </Button>
        {employee.employee_id !== me && (
          <Button
            size="xs"
            variant="light"
            color="red"
            aria-expanded={leaving}
            onClick={() => setLeaving(!leaving)}
          >
            {t("leaves")}
          </Button>
        )}
      </Group>
      {leaving && <Departure employee={employee} others={others} close={() => setLeaving(false)} />}
    </section>
  );
}
