/** A team, whole: its name, its lead, its members. */
import { Button, MultiSelect, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { FormFoot } from "@/parts";
import { said } from "@/shell/notices";
import { type Team, useEmployees } from "../asking";
import styles from "../people.module.css";

interface Props {
  team: Team;
  fresh?: boolean;
  close: () => void;
}

export function TeamForm({ team, fresh = false, close }: Props) {
  const { t } = useTranslation("people");
  const [{ name, lead_id, members }, set] = useState(team);
  const staff = (useEmployees().data ?? []).filter((one) => !one.departed);
  const people = staff.map((one) => ({ value: one.employee_id, label: one.name ?? "" }));
  const params = { path: { team_id: team.team_id } };
  const touches = [keys.teams, keys.employees];
  const save = useChange({
    touches,
    ask: () => told(hub.PUT("/v1/teams/{team_id}", { params, body: { name, lead_id, members } })),
    done: close,
  });
  const remove = useChange({
    touches,
    ask: () => told(hub.DELETE("/v1/teams/{team_id}", { params })),
    done: () => {
      close();
      said(t("teamRemoved", { name }), { undo: () => save.mutate() });
    },
  });
  return (
    <form
      aria-label={team.name || t("addTeam")}
      className={styles.panel}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <div className={styles.fields}>
        <TextInput
          label={t("teamName")}
          maxLength={200}
          required
          value={name}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            set((before) => ({ ...before, name: typed }));
          }}
        />
        <Select
          label={t("teamLead")}
          data={people}
          value={lead_id}
          placeholder={t("noHead")}
          clearable
          searchable
          clearButtonProps={{ "aria-label": t("noHead") }}
          onChange={(lead) => set((before) => ({ ...before, lead_id: lead }))}
        />
        <MultiSelect
          label={t("members")}
          data={people}
          value={members}
          searchable
          onChange={(chosen) => set((before) => ({ ...before, members: chosen }))}
        />
      </div>
      <FormFoot act={t("shell:save")} ready={!!name.trim()} busy={save.isPending} close={close}>
        {!fresh && (
          <Button
            size="xs"
            variant="subtle"
            color="red"
            loading={remove.isPending}
            onClick={() => remove.mutate()}
          >
            {t("removeTeam")}
          </Button>
        )}
      </FormFoot>
    </form>
  );
}
