/** Roles: what each gives, module by module; one's own can be changed. */
import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { Asked } from "../asked";
import { type Role, useRoles } from "../asking";
import styles from "../people.module.css";
import { useRoleTitle } from "../role-title";
import { GrantTable } from "./grant-table";
import { RoleForm } from "./role-form";

const ADMINISTRATOR = "administrator";

export function Roles() {
  const { t } = useTranslation("people");
  const may = useMay();
  const [fresh, setFresh] = useState(false);
  const asked = useRoles();
  return (
    <>
      <div className={styles.head}>
        <p className={styles.dim}>{t("rolesHow")}</p>
        {may("keep_roles") && (
          <Button size="xs" onClick={() => setFresh(true)} disabled={fresh}>
            {t("addRole")}
          </Button>
        )}
      </div>
      {fresh && <RoleForm of={null} known={asked.data ?? []} close={() => setFresh(false)} />}
      <Asked of={asked}>
        {(roles) => (
          <ul aria-label={t("roles")} className={styles.list}>
            {roles.map((role) => (
              <Row key={role.role} role={role} known={roles} />
            ))}
          </ul>
        )}
      </Asked>
    </>
  );
}

function Row({ role, known }: { role: Role; known: Role[] }) {
  const { t } = useTranslation("people");
  const may = useMay();
  const name = useRoleTitle()(role.role);
  const [open, setOpen] = useState<"table" | "form" | null>(null);
  const toggle = (what: "table" | "form") => setOpen(open === what ? null : what);
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.who}>
          <bdi className={styles.name}>{name}</bdi>
        </span>
        {role.ready_made && (
          <Badge variant="light" color="gray" tt="none">
            {t("readyMade")}
          </Badge>
        )}
        <Button
          size="xs"
          variant="default"
          aria-expanded={open === "table"}
          aria-label={t("givesOf", { name })}
          onClick={() => toggle("table")}
        >
          {t("gives")}
        </Button>
        {may("keep_roles") && role.role !== ADMINISTRATOR && (
          <Button
            size="xs"
            variant="default"
            aria-expanded={open === "form"}
            aria-label={t("changeOf", { name })}
            onClick={() => toggle("form")}
          >
            {t("change")}
          </Button>
        )}
      </div>
      {open === "table" && <GrantTable name={name} grants={role.grants} />}
      {open === "form" && <RoleForm of={role} known={known} close={() => setOpen(null)} />}
    </li>
  );
}
