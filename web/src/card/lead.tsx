/** One lead: whether it is theirs at all, and whether it is worth pursuing. */
import { Badge, Button, Group } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { ChannelGlyph, Who } from "@/parts";
import type { Lead } from "./asking";
import styles from "./card.module.css";
import { DealForm } from "./deal-form";
import { InFull } from "./in-full";
import { Moment } from "./moment";
import { useLeadWork } from "./qualifying";
import { Reason } from "./reason";

const COLORS = { open: "cyan", qualified: "teal", rejected: "gray" } as const;

export function LeadLine({ lead, client }: { lead: Lead; client: string }) {
  const { t } = useTranslation("card");
  const [doing, setDoing] = useState<"qualify" | "reject" | null>(null);
  const work = useLeadWork(client);
  const may = useMay()("work_leads");
  const { lead_id } = lead;
  const close = () => setDoing(null);
  return (
    <li className={styles.block}>
      <div className={styles.row}>
        <ChannelGlyph channel={lead.channel} />
        <bdi className={`${styles.grow} ${styles.clamped}`}>
          {lead.title ?? t("leads.untitled")}
        </bdi>
        <Badge size="sm" variant="light" color={COLORS[lead.status]} className={styles.badge}>
          {t(`leads.status.${lead.status}`)}
        </Badge>
      </div>
      <p className={styles.dim}>
        <Moment at={lead.opened_at} /> · <Who id={lead.assignee_id} />
        {lead.reason && (
          <>
            {" · "}
            <bdi>{lead.reason}</bdi>
          </>
        )}
      </p>
      <InFull client={client} lead={lead_id} />
      {lead.claimed && may && (
        <div className={styles.claim}>
          <p>{t("leads.claimed")}</p>
          <Group gap="xs">
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => work({ lead_id, act: "confirm" })}
            >
              {t("leads.confirm")}
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => work({ lead_id, act: "detach" })}
            >
              {t("leads.detach")}
            </Button>
          </Group>
        </div>
      )}
      {may && doing === null && (
        <Group gap="xs">
          {lead.status === "open" && (
            <>
              <Button size="compact-xs" variant="light" onClick={() => setDoing("qualify")}>
                {t("leads.qualify")}
              </Button>
              <Button size="compact-xs" variant="default" onClick={() => setDoing("reject")}>
                {t("leads.reject")}
              </Button>
            </>
          )}
          {lead.status === "rejected" && (
            <Button
              size="compact-xs"
              variant="default"
              onClick={() => work({ lead_id, act: "reopen" })}
            >
              {t("reopen")}
            </Button>
          )}
        </Group>
      )}
      {doing === "reject" && (
        <Reason
          name={t("leads.reject")}
          done={(reason) => work({ lead_id, act: "reject", reason })}
          close={close}
        />
      )}
      {doing === "qualify" && (
        <DealForm
          act={t("leads.toDeal")}
          title={lead.title?.split("\n")[0] ?? ""}
          done={(deal) => work({ lead_id, act: "qualify", deal })}
          close={close}
          without={() => work({ lead_id, act: "qualify", deal: null })}
        />
      )}
    </li>
  );
}
