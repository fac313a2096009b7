/** A token: for what, as what, whose, until when; shown this once. */
import { Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";
import { FormFoot } from "@/parts";
import { useEmployees } from "../asking";
import styles from "../people.module.css";
import { useRoleChoices } from "../role-title";
import { SecretShown } from "../secret-shown";

const DAY_MILLISECONDS = 86_400_000;
const LASTS = ["30", "90", "365", "never"] as const;
const AS_EMPLOYEE = "employee";

export function TokenForm({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  const [name, setName] = useState("");
  const [role, setRole] = useState(AS_EMPLOYEE);
  const [whose, setWhose] = useState<string | null>(null);
  const [lasts, setLasts] = useState<string>("90");
  const roles = useRoleChoices();
  const staff = (useEmployees().data ?? []).filter((one) => !one.departed);
  const give = useChange<void, components["schemas"]["GivenToken"]>({
    touches: [keys.tokens],
    ask: () => {
      const expires_at =
        lasts === "never"
          ? null
          : new Date(Date.now() + Number(lasts) * DAY_MILLISECONDS).toISOString();
      return told(hub.POST("/v1/tokens", { body: { name, role, employee_id: whose, expires_at } }));
    },
  });
  if (give.data)
    return (
      <section className={styles.panel} aria-label={t("giveToken")}>
        <SecretShown
          label={t("tokenFor", { name })}
          value={give.data.token}
          how={t("tokenOnce")}
          close={close}
        />
      </section>
    );
  const ready = name.trim() !== "" && (role !== AS_EMPLOYEE || whose !== null);
  return (
    <form
      aria-label={t("giveToken")}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) give.mutate();
      }}
    >
      <div className={styles.fields}>
        <TextInput
          label={t("tokenName")}
          description={t("tokenNameHow")}
          maxLength={200}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Select
          label={t("tokenRole")}
          description={t("tokenRoleHow")}
          data={[{ value: AS_EMPLOYEE, label: t("asEmployee") }, ...roles]}
          value={role}
          allowDeselect={false}
          onChange={(chosen) => setRole(chosen ?? AS_EMPLOYEE)}
        />
        <Select
          label={t("tokenWhose")}
          description={t("tokenWhoseHow")}
          data={staff.map((one) => ({ value: one.employee_id, label: one.name ?? "" }))}
          value={whose}
          searchable
          clearable
          required={role === AS_EMPLOYEE}
          clearButtonProps={{ "aria-label": t("shell:nobody") }}
          onChange={setWhose}
        />
        <Select
          label={t("tokenLasts")}
          description={t("tokenLastsHow")}
          data={LASTS.map((value) => ({ value, label: t(`lasts.${value}`) }))}
          value={lasts}
          allowDeselect={false}
          onChange={(chosen) => setLasts(chosen ?? "90")}
        />
      </div>
      <FormFoot act={t("giveToken")} ready={ready} busy={give.isPending} close={close} />
    </form>
  );
}
