/** What is written down about a client: read at a glance, changed where it stands. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useAttributes } from "./asking";
import { AttributeForm } from "./attribute-form";
import { AttributeLine } from "./attribute-line";
import { useDescribe } from "./describing";
import { Empty } from "./empty";
import { Section } from "./section";

export function Attributes({ client }: { client: string }) {
  const { t } = useTranslation("card");
  const [adding, setAdding] = useState(false);
  const describe = useDescribe(client);
  const items = useAttributes(client).data?.items;
  const may = useMay()("work_clients");
  return (
    <Section
      name="attributes"
      waiting={!items}
      title={t("attributes.title")}
      count={items?.length}
      add={t("attributes.add")}
      onAdd={may ? () => setAdding(true) : undefined}
    >
      <ul>
        {items?.map((one) => (
          <AttributeLine key={one.attribute} attribute={one} describe={describe} may={may} />
        ))}
      </ul>
      {adding && <AttributeForm describe={describe} close={() => setAdding(false)} />}
      {!adding && items?.length === 0 && <Empty>{t("attributes.empty")}</Empty>}
    </Section>
  );
}
