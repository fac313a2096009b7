/** The second factor: whether there is one, and the way to have one or to be rid of it. */
import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Section } from "./section";
import { TotpAsk } from "./totp-ask";
import { TotpDrop } from "./totp-drop";

export function SecondFactor({ on }: { on: boolean }) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <Section title={t("totp.title")}>
      <Badge variant="light" tt="none" color={on ? "teal" : "gray"}>
        {t(on ? "totp.on" : "totp.off")}
      </Badge>
      {!open && (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t(on ? "totp.remove" : "totp.add")}
        </Button>
      )}
      {open && (on ? <TotpDrop close={close} /> : <TotpAsk close={close} />)}
    </Section>
  );
}
