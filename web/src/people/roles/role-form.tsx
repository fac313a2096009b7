/** A role, whole: what it is called and what it gives. */
import { Alert, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { FormFoot } from "@/parts";
import type { Grants, Role } from "../asking";
import styles from "../people.module.css";
import { useRoleTitle } from "../role-title";
import { GrantTable } from "./grant-table";
import { wireName } from "./wire-name";

interface Props {
  /** None: a new one. */
  of: Role | null;
  known: readonly Role[];
  close: () => void;
}

export function RoleForm({ of: role, known, close }: Props) {
  const { t } = useTranslation("people");
  const title = useRoleTitle();
  const [name, setName] = useState(role ? title(role.role) : "");
  const [grants, setGrants] = useState<Grants>(role?.grants ?? {});
  const save = useChange({
    touches: [keys.roles, keys.me],
    ask: () => {
      const given = Object.entries(grants).filter(([, grant]) => grant.level !== "none");
      const as =
        role?.role ??
        wireName(
          name,
          known.map((one) => one.role),
        );
      return told(
        hub.PUT("/v1/roles/{role}", {
          params: { path: { role: as } },
          body: { title: name, grants: Object.fromEntries(given) },
        }),
      );
    },
    done: close,
  });
  return (
    <form
      aria-label={role ? t("changeOf", { name }) : t("addRole")}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {role?.ready_made && <Alert color="yellow">{t("readyMadeChanges")}</Alert>}
      <TextInput
        label={t("roleTitle")}
        maxLength={200}
        required
        maw={360}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
      />
      <GrantTable
        name={name}
        grants={grants}
        put={(module, grant) => setGrants((before) => ({ ...before, [module]: grant }))}
      />
      <FormFoot act={t("shell:save")} ready={!!name.trim()} busy={save.isPending} close={close} />
    </form>
  );
}
