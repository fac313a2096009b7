/** Where an employee is told; what comes from there is never a lead. */
import { ActionIcon, Button, Group, Select, TextInput } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { Employee } from "../asking";
import styles from "../people.module.css";

const KINDS = ["email", "phone", "telegram"] as const;
type Kind = (typeof KINDS)[number];

export function Addresses({ employee }: { employee: Employee }) {
  const { t } = useTranslation("people");
  const [kind, setKind] = useState<Kind>("email");
  const [value, setValue] = useState("");
  const path = { employee_id: employee.employee_id };
  const bind = useChange<{ kind: Kind; value: string }>({
    touches: [keys.employees],
    ask: (body) =>
      told(hub.POST("/v1/employees/{employee_id}/addresses", { params: { path }, body })),
    done: () => setValue(""),
  });
  const unbind = useChange<string>({
    touches: [keys.employees],
    ask: (digest) =>
      told(
        hub.DELETE("/v1/employees/{employee_id}/addresses/{digest}", {
          params: { path: { ...path, digest } },
        }),
      ),
  });
  return (
    <div>
      <p className={styles.dim}>{t("addresses")}</p>
      <ul aria-label={t("addresses")}>
        {employee.addresses.map((one) => (
          <li key={one.digest} className={styles.line}>
            <span>
              {t(`kind.${one.kind}`, { defaultValue: one.kind })}: <bdi>{one.value ?? "…"}</bdi>
            </span>
            <ActionIcon
              size="sm"
              variant="subtle"
              aria-label={t("unbind", { value: one.value ?? "" })}
              onClick={() => unbind.mutate(one.digest)}
            >
              <IconX size={14} />
            </ActionIcon>
          </li>
        ))}
        {employee.addresses.length === 0 && <li>{t("noAddresses")}</li>}
      </ul>
      <Group gap="xs" mt={6} align="end">
        <Select
          size="xs"
          w={130}
          aria-label={t("addressKind")}
          data={KINDS.map((one) => ({ value: one, label: t(`kind.${one}`) }))}
          value={kind}
          allowDeselect={false}
          onChange={(chosen) => setKind((chosen as Kind) ?? "email")}
        />
        <TextInput
          size="xs"
          aria-label={t("address")}
          placeholder={t("address")}
          maxLength={300}
          value={value}
          onChange={(event) => setValue(event.currentTarget.value)}
        />
        <Button
          size="xs"
          variant="default"
          disabled={!value.trim()}
          loading={bind.isPending}
          onClick={() => bind.mutate({ kind, value })}
        >
          {t("bindIt")}
        </Button>
      </Group>
    </div>
  );
}
