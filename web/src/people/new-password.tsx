/** A new password, typed twice; the rules stand beside it before they are broken. */
import { PasswordInput, Stack } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { LONGEST, SHORTEST } from "./password-rules";

export interface Typed {
  password: string;
  again: string;
}

interface Props {
  typed: Typed;
  put: (typed: Typed) => void;
}

export function NewPassword({ typed, put }: Props) {
  const { t } = useTranslation("people");
  const [left, setLeft] = useState({ password: false, again: false });
  const { password, again } = typed;
  const short = left.password && password.length > 0 && password.length < SHORTEST;
  const other = left.again && again.length > 0 && again !== password;
  const toggle = { "aria-label": t("showPassword") };
  return (
    <Stack gap="sm">
      <PasswordInput
        label={t("newPassword")}
        description={t("passwordRules", { count: SHORTEST })}
        error={short && t("passwordShort", { count: SHORTEST - password.length })}
        autoComplete="new-password"
        maxLength={LONGEST}
        visibilityToggleButtonProps={toggle}
        required
        value={password}
        onBlur={() => setLeft({ ...left, password: true })}
        onChange={(event) => put({ ...typed, password: event.currentTarget.value })}
      />
      <PasswordInput
        label={t("passwordAgain")}
        error={other && t("passwordOther")}
        autoComplete="new-password"
        maxLength={LONGEST}
        visibilityToggleButtonProps={toggle}
        required
        value={again}
        onBlur={() => setLeft({ ...left, again: true })}
        onChange={(event) => put({ ...typed, again: event.currentTarget.value })}
      />
    </Stack>
  );
}
