/** The code of the second factor. */
import { TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";

interface Props {
  value: string;
  put: (code: string) => void;
}

export function CodeField({ value, put }: Props) {
  const { t } = useTranslation("people");
  return (
    <TextInput
      label={t("code")}
      description={t("codeHow")}
      autoComplete="one-time-code"
      inputMode="numeric"
      maxLength={8}
      required
      autoFocus
      value={value}
      onChange={(event) => put(event.currentTarget.value.replace(/\D/g, ""))}
    />
  );
}
