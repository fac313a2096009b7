/** The password that one has: asked for at the door, and before anything that opens it wider. */
import { PasswordInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  label?: string;
  autoFocus?: boolean;
  value: string;
  put: (password: string) => void;
}

export function CurrentPassword({ label, autoFocus, value, put }: Props) {
  const { t } = useTranslation("people");
  return (
    <PasswordInput
      label={label ?? t("password")}
      autoComplete="current-password"
      visibilityToggleButtonProps={{ "aria-label": t("showPassword") }}
      required
      autoFocus={autoFocus}
      value={value}
      onChange={(event) => put(event.currentTarget.value)}
    />
  );
}
