/** People: who works here, in which teams, in which roles, and which tokens were given. */
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { useMay } from "@/api/me";
import styles from "./people.module.css";
import { Roles } from "./roles/roles";
import { Staff } from "./staff/staff";
import { Teams } from "./staff/teams";
import { Tokens } from "./tokens/tokens";

const PARTS = [
  { part: "", word: "staff", needs: "keep_employees", shows: Staff },
  { part: "teams", word: "teams", needs: "keep_employees", shows: Teams },
  { part: "roles", word: "roles", needs: "see_colleagues", shows: Roles },
  { part: "tokens", word: "tokens", needs: "keep_tokens", shows: Tokens },
];

export default function Page() {
  const { t } = useTranslation("people");
  const may = useMay();
  const { part = "" } = useParams<{ part?: string }>();
  const open = PARTS.filter((one) => may(one.needs));
  const here = open.find((one) => one.part === part) ?? open[0];
  const Shown = here?.shows;
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{t("people")}</h1>
      <nav aria-label={t("people")} className={styles.parts}>
        {open.map((one) => (
          <Link
            key={one.part}
            to={`/people/${one.part}`.replace(/\/$/, "")}
            className={styles.part}
            aria-current={one === here ? "page" : undefined}
          >
            {t(one.word)}
          </Link>
        ))}
      </nav>
      {Shown && <Shown />}
    </main>
  );
}
