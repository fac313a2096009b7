/** One's role in words: where one may do what, and to whose. */
import { useTranslation } from "react-i18next";
import type { Me } from "@/api/me";
import type { Grants } from "../asking";
import { useRoleTitle } from "../role-title";
import { grantOf, MODULES } from "../roles/modules";
import { Section } from "./section";

export function WhatIMay({ me }: { me: Me }) {
  const { t } = useTranslation("people");
  const title = useRoleTitle();
  const grants = me.grants as Grants;
  const open = MODULES.filter((module) => grantOf(grants, module).level !== "none");
  return (
    <Section title={t("myRole", { role: title(me.role) })}>
      <ul aria-label={t("whatIMay")}>
        {open.map((module) => {
          const { level, scope } = grantOf(grants, module);
          return (
            <li key={module}>
              <b>{t(`module_.${module}`)}</b>: {t(`level_.${level}`).toLocaleLowerCase()},{" "}
              {t(`scope_.${scope}`).toLocaleLowerCase()}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
