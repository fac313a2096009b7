/** Somebody leaves: who takes over, what exactly, and that it is done in one step. */
import { Select } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";
import { FormFoot } from "@/parts";
import { said } from "@/shell/notices";
import { Asked } from "../asked";
import type { Employee } from "../asking";
import styles from "../people.module.css";
import { type Held, useHeld } from "./held";

interface Props {
  employee: Employee;
  others: Employee[];
  close: () => void;
}

const NOBODY = "nobody";
const KINDS = ["conversations", "leads", "deals", "tasks"] as const;

export function Departure({ employee, others, close }: Props) {
  const { t } = useTranslation("people");
  const [successor, choose] = useState<string | null>(null);
  const held = useHeld(employee.employee_id);
  const name = employee.name ?? t("shell:nameless");
  const leave = useChange<string | null, components["schemas"]["Departed"]>({
    touches: [keys.employees, keys.colleagues, keys.lists, keys.counts, keys.now],
    ask: (successor_id) =>
      told(
        hub.POST("/v1/employees/{employee_id}/departure", {
          params: { path: { employee_id: employee.employee_id } },
          body: { successor_id },
        }),
      ),
    done: (departed) => {
      const all = KINDS.reduce((sum, kind) => sum + departed[kind], 0);
      said(t("hasLeft", { name, count: all }), { seconds: 10 });
    },
  });
  const number = ({ count, more }: Held) => (more ? `${count}+` : String(count));
  return (
    <form
      aria-label={t("leaves")}
      className={styles.section}
      onSubmit={(event) => {
        event.preventDefault();
        if (successor) leave.mutate(successor === NOBODY ? null : successor);
      }}
    >
      <p>
        <bdi>{t("leavesHow", { name })}</bdi>
      </p>
      <Asked of={held}>
        {(all) => (
          <ul aria-label={t("handedOver")}>
            {KINDS.map((kind) => (
              <li key={kind}>
                {t(`held.${kind}`)}: <b>{number(all[kind])}</b>
              </li>
            ))}
          </ul>
        )}
      </Asked>
      <Select
        label={t("successor")}
        placeholder={t("chooseSuccessor")}
        required
        searchable
        data={[
          ...others.map((one) => ({ value: one.employee_id, label: one.name ?? "" })),
          { value: NOBODY, label: t("successorNobody") },
        ]}
        value={successor}
        onChange={choose}
      />
      <FormFoot
        act={t("leaveNow")}
        color="red"
        ready={!!successor}
        busy={leave.isPending}
        close={close}
      />
    </form>
  );
}
