/** Signing in: login, password, and the code where there is one. */
import { Button, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { CodeField } from "./code-field";
import { CurrentPassword } from "./current-password";
import { Insecure } from "./insecure";
import { TroubleShown } from "./trouble-shown";
import { useTrying } from "./trying";

export function SignIn({ done }: { done: (employee: string) => void }) {
  const { t } = useTranslation("people");
  const [typed, setTyped] = useState({ login: "", password: "", code: "" });
  const { attempt, busy, trouble, left, coded } = useTrying();
  const put = (what: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...what }));

  const enter = () =>
    attempt(
      async () => {
        const code = typed.code || undefined;
        const answer = await told(hub.POST("/v1/session", { body: { ...typed, code } }));
        done(answer.employee_id);
      },
      { coded: typed.code !== "" },
    );

  return (
    <form
      aria-label={t("signIn")}
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <Stack gap="sm">
        <Insecure />
        <TextInput
          label={t("login")}
          autoComplete="username"
          autoCapitalize="none"
          spellCheck={false}
          data-autofocus
          required
          value={typed.login}
          onChange={(event) => put({ login: event.currentTarget.value })}
        />
        <CurrentPassword value={typed.password} put={(password) => put({ password })} />
        {coded && <CodeField value={typed.code} put={(code) => put({ code })} />}
        <TroubleShown trouble={trouble} left={left} />
        <Button type="submit" loading={busy} disabled={left > 0}>
          {t("enter")}
        </Button>
      </Stack>
    </form>
  );
}
