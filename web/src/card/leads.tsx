/** What a client was interested in: open leads to decide about, decided ones below. */
import { useTranslation } from "react-i18next";
import { useLeads } from "./asking";
import { Empty } from "./empty";
import { LeadLine } from "./lead";
import { Section } from "./section";

export function Leads({ client }: { client: string }) {
  const { t } = useTranslation("card");
  const items = useLeads(client).data?.items;
  const sorted = items?.toSorted((one, other) => rank(one.status) - rank(other.status));
  return (
    <Section name="leads" waiting={!items} title={t("leads.title")} count={items?.length}>
      <ul>
        {sorted?.map((one) => (
          <LeadLine key={one.lead_id} lead={one} client={client} />
        ))}
      </ul>
      {items?.length === 0 && <Empty>{t("leads.empty")}</Empty>}
    </Section>
  );
}

const rank = (status: string) => (status === "open" ? 0 : 1);
