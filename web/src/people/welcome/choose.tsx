/** Whoever was invited, or forgot it, chooses a password. */
import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import type { components } from "@/api/schema";
import { CodeField } from "../code-field";
import { NewPassword, type Typed } from "../new-password";
import { good } from "../password-rules";
import { Sheet } from "../sheet";
import { useTrying } from "../trying";
import { Form } from "./form";

interface Props {
  token: string;
  link: components["schemas"]["LinkLooked"];
}

export function Choose({ token, link }: Props) {
  const { t } = useTranslation("people");
  const trying = useTrying();
  const [code, setCode] = useState("");
  const [typed, put] = useState<Typed>({ password: "", again: "" });
  const invited = link.purpose === "invitation";
  const title = t(invited ? "welcome.invited" : "welcome.reset");
  const choose = () =>
    trying.attempt(
      async () => {
        const body = { token, password: typed.password, code: code || undefined };
        await told(hub.POST("/v1/links/use", { body }));
        location.assign("/inbox/mine");
      },
      { coded: code !== "", password: "weak" },
    );
  return (
    <Sheet title={title}>
      <Form name={title} act={t("saveAndEnter")} ready={good(typed)} trying={trying} done={choose}>
        {link.name && (
          <Text size="sm">
            <bdi>{t(invited ? "welcome.hello" : "welcome.back", { name: link.name })}</bdi>
          </Text>
        )}
        <TextInput
          label={t("login")}
          description={t("welcome.yourLogin")}
          autoComplete="username"
          readOnly
          value={link.login ?? ""}
        />
        <NewPassword typed={typed} put={put} />
        {trying.coded && <CodeField value={code} put={setCode} />}
      </Form>
    </Sheet>
  );
}
