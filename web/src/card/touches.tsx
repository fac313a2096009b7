/** How a client came here: the first touch and the last, the others on demand. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useTouches } from "./asking";
import { Empty } from "./empty";
import { Section } from "./section";
import { TouchLine } from "./touch";
import { wayOf } from "./touch-order";

export function Touches({ client }: { client: string }) {
  const { t } = useTranslation("card");
  const [all, setAll] = useState(false);
  const found = useTouches(client).data;
  const { first, last, between } = wayOf(found?.first ?? null, found?.items ?? []);
  return (
    <Section name="touches" waiting={!found} title={t("touches.title")} count={found?.items.length}>
      <ul>
        {last && <TouchLine touch={last} place={t("touches.last")} />}
        {all && between.map((one) => <TouchLine key={one.touch_id} touch={one} />)}
        {first && <TouchLine touch={first} place={t("touches.first")} />}
      </ul>
      {between.length > 0 && !all && (
        <Button size="compact-xs" variant="subtle" onClick={() => setAll(true)}>
          {t("touches.more", { count: between.length })}
        </Button>
      )}
      {found && !first && <Empty>{t("touches.empty")}</Empty>}
    </Section>
  );
}
