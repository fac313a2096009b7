/** One's own mail: a link goes there, whoever opens it binds it. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { TroubleShown } from "../trouble-shown";
import { useTrying } from "../trying";
import { Section } from "./section";

export function Mail() {
  const { t } = useTranslation("people");
  const [address, setAddress] = useState("");
  const [sent, setSent] = useState<string | null>(null);
  const { attempt, busy, trouble, left } = useTrying();
  const bind = () =>
    attempt(async () => {
      const answer = await told(hub.POST("/v1/me/addresses/email", { body: { address } }));
      setSent(answer.address);
      setAddress("");
    });
  return (
    <Section title={t("mail.title")}>
      <form
        aria-label={t("mail.title")}
        onSubmit={(event) => {
          event.preventDefault();
          void bind();
        }}
      >
        <Stack gap="xs" align="start">
          <TextInput
            w="100%"
            type="email"
            label={t("mail.address")}
            description={t("mail.why")}
            autoComplete="email"
            maxLength={300}
            required
            value={address}
            onChange={(event) => setAddress(event.currentTarget.value)}
          />
          <TroubleShown trouble={trouble} left={left} />
          {sent && <p role="status">{t("mail.sent", { address: sent })}</p>}
          <Button type="submit" size="xs" variant="default" loading={busy} disabled={left > 0}>
            {t("mail.bind")}
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
