/** The first administrator: says who they are, and begins. */
import { Text, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { NewPassword, type Typed } from "../new-password";
import { good } from "../password-rules";
import { Sheet } from "../sheet";
import { useTrying } from "../trying";
import { Form } from "./form";

export function First({ token }: { token: string }) {
  const { t } = useTranslation("people");
  const trying = useTrying();
  const [name, setName] = useState("");
  const [login, setLogin] = useState("");
  const [typed, put] = useState<Typed>({ password: "", again: "" });
  const ready = name.trim() !== "" && login.trim() !== "" && good(typed);
  const begin = () =>
    trying.attempt(
      async () => {
        const body = { token, name, login, password: typed.password };
        await told(hub.POST("/v1/links/use", { body }));
        location.assign("/first");
      },
      { password: "weak" },
    );
  return (
    <Sheet title={t("welcome.first")}>
      <Form name={t("welcome.first")} act={t("begin")} ready={ready} trying={trying} done={begin}>
        <Text size="sm">{t("welcome.firstHow")}</Text>
        <TextInput
          label={t("yourName")}
          autoComplete="name"
          maxLength={200}
          required
          autoFocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          label={t("login")}
          description={t("loginHow")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          maxLength={200}
          required
          value={login}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
        <NewPassword typed={typed} put={put} />
      </Form>
    </Sheet>
  );
}
