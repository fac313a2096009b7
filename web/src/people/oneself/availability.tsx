/** Whether one takes new leads now. Who keeps the employees sees it; others say it. */
import { Button, Group, Switch } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { useMay } from "@/api/me";
import { said } from "@/shell/notices";
import { useEmployees } from "../asking";
import { Section } from "./section";

export function Availability({ id }: { id: string }) {
  const { t } = useTranslation("people");
  const sees = useMay()("keep_employees");
  const me = useEmployees(sees).data?.find((one) => one.employee_id === id);
  const { mutate, isPending, variables } = useChange<boolean>({
    touches: [keys.employees],
    ask: (available) =>
      told(
        hub.PUT("/v1/employees/{employee_id}/availability", {
          params: { path: { employee_id: id } },
          body: { available },
        }),
      ),
    done: (_answer, available) => said(t(available ? "nowTaking" : "nowNotTaking")),
  });
  if (sees)
    return (
      <Section title={t("availability")}>
        <Switch
          label={t("iTakeLeads")}
          description={t("iTakeLeadsHow")}
          checked={isPending ? variables : (me?.available ?? false)}
          disabled={!me}
          onChange={(event) => mutate(event.currentTarget.checked)}
        />
      </Section>
    );
  return (
    <Section title={t("availability")}>
      <p>{t("iTakeLeadsHow")}</p>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={() => mutate(true)}>
          {t("iTakeLeads")}
        </Button>
        <Button size="xs" variant="default" onClick={() => mutate(false)}>
          {t("iTakeNone")}
        </Button>
      </Group>
    </Section>
  );
}
