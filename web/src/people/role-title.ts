/** What a role is called: the ready-made ones in the language of the console. */
import { useTranslation } from "react-i18next";
import { type Role, useRoles } from "./asking";

export function useRoleTitle(): (role: string) => string {
  const { t } = useTranslation("people");
  const roles = useRoles().data ?? [];
  return (role) => {
    const known = roles.find((one) => one.role === role);
    return known && !known.ready_made
      ? known.title
      : t(`role.${role}`, { defaultValue: known?.title ?? role });
  };
}

/** As the choice of a form. */
export function useRoleChoices() {
  const title = useRoleTitle();
  const roles: Role[] = useRoles().data ?? [];
  return roles.map(({ role }) => ({ value: role, label: title(role) }));
}
