/** Another password: the old one is asked for, other sessions end. */
import { Button, PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { said } from "@/shell/notices";
import { CodeField } from "../code-field";
import { NewPassword, type Typed } from "../new-password";
import { good } from "../password-rules";
import { TroubleShown } from "../trouble-shown";
import { useTrying } from "../trying";
import { Section } from "./section";

const NOTHING: Typed = { password: "", again: "" };

export function Password({ totp }: { totp: boolean }) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  return (
    <Section title={t("password")}>
      {open ? (
        <Form totp={totp} close={() => setOpen(false)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t("changePassword")}
        </Button>
      )}
    </Section>
  );
}

function Form({ totp, close }: { totp: boolean; close: () => void }) {
  const { t } = useTranslation("people");
  const [old, setOld] = useState("");
  const [code, setCode] = useState("");
  const [typed, put] = useState(NOTHING);
  const { attempt, busy, trouble, left } = useTrying();
  const change = () =>
    attempt(
      async () => {
        const body = { old, new: typed.password, code: code || undefined };
        await told(hub.PUT("/v1/me/password", { body }));
        void questions.invalidateQueries({ queryKey: keys.sessions });
        said(t("passwordChanged"));
        close();
      },
      { coded: code !== "", password: "wrong" },
    );
  return (
    <form
      aria-label={t("changePassword")}
      onSubmit={(event) => {
        event.preventDefault();
        if (good(typed)) void change();
      }}
    >
      <Stack gap="sm">
        <PasswordInput
          label={t("oldPassword")}
          autoComplete="current-password"
          visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
          required
          autoFocus
          value={old}
          onChange={(event) => setOld(event.currentTarget.value)}
        />
        <NewPassword typed={typed} put={put} />
        {totp && <CodeField value={code} put={setCode} />}
        <TroubleShown trouble={trouble} left={left} />
        <Button.Group>
          <Button type="submit" size="xs" loading={busy} disabled={!old || !good(typed)}>
            {t("changePassword")}
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
        </Button.Group>
      </Stack>
    </form>
  );
}
