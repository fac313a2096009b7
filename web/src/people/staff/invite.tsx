/** A link by which an employee chooses a password: the first one, or another. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import type { components } from "@/api/schema";
import type { Employee } from "../asking";
import { useMoment } from "../moment";
import { SecretShown } from "../secret-shown";

type Link = components["schemas"]["LinkShown"] & { kind: "invitation" | "reset" };

export function Invite({ employee }: { employee: Pick<Employee, "employee_id" | "name"> }) {
  const { t } = useTranslation("people");
  const moment = useMoment();
  const [login, setLogin] = useState("");
  const [link, setLink] = useState<Link | null>(null);
  const params = { path: { employee_id: employee.employee_id } };
  const invite = useChange<string, components["schemas"]["LinkShown"]>({
    touches: [],
    ask: (by) =>
      told(hub.POST("/v1/employees/{employee_id}/invitation", { params, body: { login: by } })),
    done: (made) => setLink({ ...made, kind: "invitation" }),
  });
  const reset = useChange<void, components["schemas"]["LinkShown"]>({
    touches: [],
    ask: () => told(hub.POST("/v1/employees/{employee_id}/reset", { params })),
    done: (made) => setLink({ ...made, kind: "reset" }),
  });
  if (link)
    return (
      <SecretShown
        label={t(`link.${link.kind}`)}
        value={link.url}
        how={t("link.how", { time: moment(link.expires_at) })}
        close={() => setLink(null)}
      />
    );
  return (
    <Group gap="xs" align="end">
      <TextInput
        size="xs"
        label={t("login")}
        description={t("inviteLogin")}
        autoComplete="off"
        maxLength={200}
        value={login}
        onChange={(event) => setLogin(event.currentTarget.value)}
      />
      <Button
        size="xs"
        disabled={!login.trim()}
        loading={invite.isPending}
        onClick={() => invite.mutate(login)}
      >
        {t("invite")}
      </Button>
      <Button size="xs" variant="default" loading={reset.isPending} onClick={() => reset.mutate()}>
        {t("reset")}
      </Button>
    </Group>
  );
}
