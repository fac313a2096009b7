/** What is being sold to a client: open deals with their stage, ended ones below. */
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useDeals, usePipelines } from "./asking";
import { DealLine } from "./deal";
import { DealForm } from "./deal-form";
import { Empty } from "./empty";
import { Section } from "./section";
import { useOpenDeal } from "./selling";

interface Props {
  client: string;
  adding: boolean;
  begin: () => void;
  close: () => void;
}

export function Deals({ client, adding, begin, close }: Props) {
  const { t } = useTranslation("card");
  const items = useDeals(client).data?.items;
  const pipelines = usePipelines().data ?? [];
  const open = useOpenDeal(client);
  const may = useMay()("work_deals");
  const sorted = items?.toSorted((one, other) => rank(one.status) - rank(other.status));
  return (
    <Section
      name="deals"
      waiting={!items}
      title={t("deals.title")}
      count={items?.length}
      add={t("deals.add")}
      onAdd={may ? begin : undefined}
    >
      {adding && <DealForm act={t("deals.open")} title="" done={open} close={close} />}
      <ul>
        {sorted?.map((one) => (
          <DealLine
            key={one.deal_id}
            deal={one}
            client={client}
            pipeline={pipelines.find((pipeline) => pipeline.name === one.pipeline)}
          />
        ))}
      </ul>
      {!adding && items?.length === 0 && <Empty>{t("deals.empty")}</Empty>}
    </Section>
  );
}

const rank = (status: string) => (status === "open" ? 0 : 1);
