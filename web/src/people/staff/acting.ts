/** What is done about employees: each is asked of the hub, then their list is asked anew. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Employee } from "../asking";

const STAFF = [keys.employees, keys.colleagues];
const path = (employee_id: string) => ({ path: { employee_id } });

/** The employee's fields that are changed one by one. */
export function useEdit({ employee_id }: Employee) {
  const params = path(employee_id);
  const touches = STAFF;
  const edit = useChange<Partial<Employee>>({
    touches,
    ask: async (to) => {
      if (to.role !== undefined)
        await told(
          hub.PUT("/v1/employees/{employee_id}/role", { params, body: { role: to.role } }),
        );
      if (to.head_id !== undefined)
        await told(
          hub.PUT("/v1/employees/{employee_id}/head", { params, body: { head_id: to.head_id } }),
        );
      if (to.available !== undefined)
        await told(
          hub.PUT("/v1/employees/{employee_id}/availability", {
            params,
            body: { available: to.available },
          }),
        );
    },
    optimistic: (to, cache) =>
      cache.setQueryData<Employee[]>(keys.employees, (all) =>
        all?.map((one) => (one.employee_id === employee_id ? { ...one, ...to } : one)),
      ),
  });
  return (to: Partial<Employee>) => edit.mutate(to);
}

/** Sessions ended, the second factor dropped. */
export function useSafety({ employee_id }: Employee) {
  const { t } = useTranslation("people");
  const params = path(employee_id);
  const end = useChange<void, { ended: number }>({
    touches: [],
    ask: () => told(hub.DELETE("/v1/employees/{employee_id}/sessions", { params })),
    done: ({ ended }) => said(t("sessionsEnded", { count: ended })),
  });
  const drop = useChange({
    touches: [],
    ask: () => told(hub.DELETE("/v1/employees/{employee_id}/totp", { params })),
    done: () => said(t("totpDropped")),
  });
  return { end, drop };
}

/** Begin, with a role and whom to report to; the answer is their id. */
export function useHire(done: (employee: string) => void) {
  return useChange<{ name: string; role: string; head_id: string | null }, string>({
    touches: STAFF,
    ask: async ({ name, role, head_id }) => {
      const { employee_id } = await told(hub.POST("/v1/employees", { body: { name } }));
      const params = path(employee_id);
      await told(hub.PUT("/v1/employees/{employee_id}/role", { params, body: { role } }));
      if (head_id)
        await told(hub.PUT("/v1/employees/{employee_id}/head", { params, body: { head_id } }));
      return employee_id;
    },
    done,
  });
}
