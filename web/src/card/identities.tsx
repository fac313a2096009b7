/** The addresses of a client, and why they belong together. */
import { useTranslation } from "react-i18next";
import type { Client } from "./asking";
import { IdentityLine } from "./identity";
import { Section } from "./section";

export function Identities({ card }: { card: Client }) {
  const { t } = useTranslation("card");
  return (
    <Section name="identities" title={t("identities.title")} count={card.identities.length}>
      <ul>
        {card.identities.map((one) => (
          <IdentityLine key={one.identity_id} identity={one} card={card} />
        ))}
      </ul>
    </Section>
  );
}
