/** One deal: its price and stage; a choice moves it on, the menu ends it. */
import { ActionIcon, Badge, Menu, NativeSelect } from "@mantine/core";
import { IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { Who } from "@/parts";
import type { Deal, Pipeline } from "./asking";
import styles from "./card.module.css";
import { Moment } from "./moment";
import { money } from "./money";
import { PriceForm } from "./price-form";
import { Reason } from "./reason";
import { useDealWork } from "./selling";

interface Props {
  deal: Deal;
  client: string;
  pipeline: Pipeline | undefined;
}

export function DealLine({ deal, client, pipeline }: Props) {
  const { t, i18n } = useTranslation("card");
  const [doing, setDoing] = useState<"lose" | "price" | null>(null);
  const work = useDealWork(client);
  const may = useMay()("work_deals");
  const close = () => setDoing(null);
  const open = deal.status === "open";
  return (
    <li className={styles.block}>
      <div className={styles.row}>
        <bdi className={`${styles.grow} ${styles.clamped}`}>
          {deal.title ?? t("deals.untitled")}
        </bdi>
        {deal.price && <b className={styles.price}>{money(deal.price, i18n.language)}</b>}
        {may && (
          <Menu position="bottom-end">
            <Menu.Target>
              <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("deals.more")}>
                <IconDots size={16} />
              </ActionIcon>
            </Menu.Target>
            <Menu.Dropdown>
              {open ? (
                <>
                  <Menu.Item onClick={() => work({ deal, act: "win" })}>{t("deals.win")}</Menu.Item>
                  <Menu.Item onClick={() => setDoing("lose")}>{t("deals.lose")}…</Menu.Item>
                  <Menu.Item onClick={() => setDoing("price")}>{t("deals.price")}…</Menu.Item>
                </>
              ) : (
                <Menu.Item onClick={() => work({ deal, act: "reopen" })}>{t("reopen")}</Menu.Item>
              )}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      <div className={styles.row}>
        {open ? (
          <NativeSelect
            size="xs"
            aria-label={t("deals.stage")}
            value={deal.stage}
            disabled={!may}
            data={stagesOf(deal, pipeline)}
            onChange={(event) => work({ deal, act: "move", stage: event.currentTarget.value })}
          />
        ) : (
          <Badge
            size="sm"
            variant="light"
            color={deal.status === "won" ? "teal" : "gray"}
            className={styles.badge}
          >
            {t(`deals.status.${deal.status}`)}
          </Badge>
        )}
        <span className={styles.dim}>
          <Moment at={deal.closed_at ?? deal.stage_since} /> · <Who id={deal.owner_id} />
        </span>
      </div>
      {deal.reason && <bdi className={styles.dim}>{deal.reason}</bdi>}
      {doing === "lose" && (
        <Reason
          name={t("deals.lose")}
          done={(reason) => work({ deal, act: "lose", reason })}
          close={close}
        />
      )}
      {doing === "price" && (
        <PriceForm
          price={deal.price}
          done={(price) => work({ deal, act: "price", price })}
          close={close}
        />
      )}
    </li>
  );
}

/** With the one it stands in, also where the pipeline has it no longer. */
function stagesOf(deal: Deal, pipeline: Pipeline | undefined) {
  const stages = pipeline?.stages.map(({ name, title }) => ({ value: name, label: title })) ?? [];
  const known = stages.some((stage) => stage.value === deal.stage);
  return known ? stages : [{ value: deal.stage, label: deal.stage }, ...stages];
}
