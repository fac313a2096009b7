/** A second factor ends: by the password and a last code. */
import { Button, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { said } from "@/shell/notices";
import { CodeField } from "../code-field";
import { TroubleShown } from "../trouble-shown";
import { useTrying } from "../trying";

export function TotpDrop({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  const [password, setPassword] = useState("");
  const [code, setCode] = useState("");
  const { attempt, busy, trouble, left } = useTrying();
  const drop = () =>
    attempt(
      async () => {
        await told(hub.DELETE("/v1/me/totp", { body: { password, code } }));
        await questions.invalidateQueries({ queryKey: keys.me });
        said(t("totpDropped"));
        close();
      },
      { coded: true, password: "wrong" },
    );
  return (
    <form
      aria-label={t("totp.remove")}
      onSubmit={(event) => {
        event.preventDefault();
        void drop();
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          label={t("password")}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
        />
        <CodeField value={code} put={setCode} />
        <TroubleShown trouble={trouble} left={left} />
        <Button.Group>
          <Button type="submit" size="xs" color="red" loading={busy} disabled={!password || !code}>
            {t("totp.remove")}
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
        </Button.Group>
      </Stack>
    </form>
  );
}
