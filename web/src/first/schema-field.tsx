/** One field of a channel's settings. */
import { NativeSelect, PasswordInput, Switch, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import type { Field } from "./schema-fields";

interface Props {
  kind: string;
  field: Field;
  value: string | boolean;
  put: (value: string | boolean) => void;
}

export function SchemaField({ kind, field, value, put }: Props) {
  const { t } = useTranslation(["first", "people"]);
  const label = t(`field.${kind}.${field.name}`, { defaultValue: field.title });
  const description = t(`fieldHow.${kind}.${field.name}`, { defaultValue: field.description });
  const shared = { label, description, required: field.required };
  if (field.type === "switch")
    return (
      <Switch
        label={label}
        description={description}
        checked={value === true}
        onChange={(event) => put(event.currentTarget.checked)}
      />
    );
  if (field.type === "choice")
    return (
      <NativeSelect
        {...shared}
        data={field.options}
        value={String(value)}
        onChange={(event) => put(event.currentTarget.value)}
      />
    );
  const typed = {
    ...shared,
    autoComplete: "off",
    spellCheck: false,
    value: String(value),
    onChange: (event: { currentTarget: { value: string } }) => put(event.currentTarget.value),
  };
  if (field.secret)
    return (
      <PasswordInput
        {...typed}
        autoComplete="new-password"
        visibilityToggleButtonProps={{ "aria-label": t("people:showPassword") }}
      />
    );
  return <TextInput {...typed} inputMode={field.type === "number" ? "numeric" : undefined} />;
}
