/** Signing in: name, password, and the code where there is one. */
import { Alert, Button, PasswordInput, Stack, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/client";
import { ask } from "@/api/later";
import { inWords } from "@/shell/notices";

export function SignIn({ done }: { done: (employee: string) => void }) {
  const { t } = useTranslation("people");
  const [typed, setTyped] = useState({ login: "", password: "", code: "" });
  const [coded, setCoded] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const put = (what: Partial<typeof typed>) => setTyped((before) => ({ ...before, ...what }));

  async function enter() {
    setBusy(true);
    setTrouble(null);
    try {
      const code = typed.code.trim() || undefined;
      const answer = await ask<{ employee_id: string }>("POST", "/v1/session", { ...typed, code });
      done(answer.employee_id);
    } catch (error) {
      if (error instanceof Problem && error.field === "code") setCoded(true);
      setTrouble(error instanceof Problem && error.status === 401 ? error.detail : inWords(error));
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void enter();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t("login")}
          autoComplete="username"
          data-autofocus
          required
          value={typed.login}
          onChange={(event) => put({ login: event.currentTarget.value })}
        />
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          required
          value={typed.password}
          onChange={(event) => put({ password: event.currentTarget.value })}
        />
        {coded && (
          <TextInput
            label={t("code")}
            autoComplete="one-time-code"
            inputMode="numeric"
            maxLength={8}
            value={typed.code}
            onChange={(event) => put({ code: event.currentTarget.value })}
          />
        )}
        {trouble && (
          <Alert color="red" role="alert" p="xs">
            {trouble}
          </Alert>
        )}
        <Button type="submit" loading={busy}>
          {t("enter")}
        </Button>
      </Stack>
    </form>
  );
}
