/** Somebody begins: name, role, head, login; then the link to hand to them. */
import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { useMay } from "@/api/me";
import type { components } from "@/api/schema";
import { FormFoot } from "@/parts";
import { useEmployees } from "../asking";
import { useMoment } from "../moment";
import styles from "../people.module.css";
import { useRoleChoices } from "../role-title";
import { SecretShown } from "../secret-shown";
import { useHire } from "./acting";
import { Invite } from "./invite";

const MANAGER = "manager";

export function Hire({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [role, setRole] = useState(MANAGER);
  const [head, setHead] = useState<string | null>(null);
  const [hired, setHired] = useState<string | null>(null);
  const roles = useRoleChoices();
  const may = useMay();
  const staff = useEmployees(may("keep_employees")).data ?? [];
  const moment = useMoment();
  const invite = useChange<string, components["schemas"]["LinkShown"]>({
    touches: [],
    ask: (employee_id) =>
      told(
        hub.POST("/v1/employees/{employee_id}/invitation", {
          params: { path: { employee_id } },
          body: { login },
        }),
      ),
  });
  const hire = useHire((employee) => {
    setHired(employee);
    invite.mutate(employee);
  });
  if (invite.data)
    return (
      <section className={styles.panel} aria-label={t("hire")}>
        <SecretShown
          label={t("linkFor", { name })}
          value={invite.data.url}
          how={t("link.how", { time: moment(invite.data.expires_at) })}
          close={close}
        />
      </section>
    );
  if (hired && invite.isError)
    return (
      <section className={styles.panel} aria-label={t("hire")}>
        <p role="alert">{t("hiredOnly", { name })}</p>
        <Invite employee={{ employee_id: hired, name }} />
      </section>
    );
  const here = staff.filter((one) => !one.departed);
  return (
    <form
      className={styles.panel}
      aria-label={t("hire")}
      onSubmit={(event) => {
        event.preventDefault();
        hire.mutate({ name, role, head_id: head });
      }}
    >
      <div className={styles.fields}>
        <TextInput
          label={t("theirName")}
          maxLength={200}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t("login")}
          description={t("inviteLogin")}
          autoComplete="off"
          maxLength={200}
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <Select
          label={t("roleIs")}
          data={roles}
          value={role}
          allowDeselect={false}
          disabled={!may("keep_roles")}
          onChange={(chosen) => setRole(chosen ?? MANAGER)}
        />
        <Select
          label={t("head")}
          data={here.map((one) => ({ value: one.employee_id, label: one.name ?? "" }))}
          value={head}
          placeholder={t("noHead")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("noHead") }}
          onChange={setHead}
        />
      </div>
      <FormFoot
        act={t("hireAndInvite")}
        ready={name.trim() !== "" && login.trim() !== ""}
        busy={hire.isPending || invite.isPending}
        close={close}
      />
    </form>
  );
}
