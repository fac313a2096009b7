/** Teams: who works together, and who leads them. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Asked } from "../asked";
import { type Team, useEmployees, useTeams } from "../asking";
import styles from "../people.module.css";
import { TeamForm } from "./team-form";

export function Teams() {
  const { t } = useTranslation("people");
  const [fresh, setFresh] = useState<Team | null>(null);
  const asked = useTeams();
  const begin = () =>
    setFresh({ team_id: crypto.randomUUID(), name: "", lead_id: null, members: [] });
  return (
    <>
      <div className={styles.head}>
        <p className={styles.dim}>{t("teamsHow")}</p>
        <Button size="xs" onClick={begin} disabled={fresh !== null}>
          {t("addTeam")}
        </Button>
      </div>
      {fresh && <TeamForm team={fresh} fresh close={() => setFresh(null)} />}
      <Asked of={asked}>
        {(teams) =>
          teams.length === 0 ? (
            <p>{t("noTeams")}</p>
          ) : (
            <ul aria-label={t("teams")} className={styles.list}>
              {teams.map((team) => (
                <Row key={team.team_id} team={team} />
              ))}
            </ul>
          )
        }
      </Asked>
    </>
  );
}

function Row({ team }: { team: Team }) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  const staff = useEmployees().data ?? [];
  const name = (id: string) => staff.find((one) => one.employee_id === id)?.name ?? "…";
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.who}>
          <bdi className={styles.name}>{team.name}</bdi>
          <p className={styles.dim} dir="auto">
            {team.lead_id ? t("ledBy", { name: name(team.lead_id) }) : t("ledByNobody")}
            {" · "}
            {team.members.map(name).join(", ") || t("nobodyInIt")}
          </p>
        </span>
        <Button
          size="xs"
          variant="default"
          aria-expanded={open}
          aria-label={t("changeOf", { name: team.name })}
          onClick={() => setOpen(!open)}
        >
          {t("change")}
        </Button>
      </div>
      {open && <TeamForm team={team} close={() => setOpen(false)} />}
    </li>
  );
}
