/** Before a second factor: the password, so that nobody adds theirs to a session left open. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import type { components } from "@/api/schema";
import { CurrentPassword } from "../current-password";
import { useTrying } from "../trying";
import { Form } from "./form";
import { TotpScan } from "./totp-scan";

export function TotpAsk({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  const [password, setPassword] = useState("");
  const [scan, setScan] = useState<components["schemas"]["SecondFactor"] | null>(null);
  const trying = useTrying();
  const ask = () =>
    trying.attempt(
      async () => setScan(await told(hub.POST("/v1/me/totp", { body: { password } }))),
      { password: "wrong" },
    );
  if (scan) return <TotpScan scan={scan} close={close} />;
  return (
    <Form
      name={t("totp.add")}
      act={t("totp.add")}
      ready={!!password}
      trying={trying}
      done={ask}
      close={close}
    >
      <CurrentPassword autoFocus value={password} put={setPassword} />
    </Form>
  );
}
