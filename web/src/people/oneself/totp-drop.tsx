/** A second factor ends: by the password and a last code. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { said } from "@/shell/notices";
import { CodeField } from "../code-field";
import { CurrentPassword } from "../current-password";
import { useTrying } from "../trying";
import { Form } from "./form";

export function TotpDrop({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const trying = useTrying();
  const drop = () =>
    trying.attempt(
      async () => {
        await told(hub.DELETE("/v1/me/totp", { body: { password, code } }));
        await questions.invalidateQueries({ queryKey: keys.me });
        said(t("totpDropped"));
        close();
      },
      { coded: true, password: "wrong" },
    );
  return (
    <Form
      name={t("totp.remove")}
      act={t("totp.remove")}
      ready={!!password && !!code}
      color="red"
      trying={trying}
      done={drop}
      close={close}
    >
      <CurrentPassword value={password} put={setPassword} />
      <CodeField value={code} put={setCode} />
    </Form>
  );
}
