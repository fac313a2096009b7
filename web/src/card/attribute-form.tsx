/** A new attribute: its name and what it is. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./card.module.css";
import type { Describe } from "./describing";
import { focused } from "./focus";
import { Form } from "./form";

interface Props {
  describe: Describe;
  close: () => void;
}

export function AttributeForm({ describe, close }: Props) {
  const { t } = useTranslation("card");
  const [name, setName] = useState("");
  const [value, setValue] = useState("");
  const attribute = name.replaceAll("/", " ").trim();
  const save = () => {
    describe({ attribute, value: value.trim(), before: null });
    close();
  };
  return (
    <Form
      name={t("attributes.add")}
      act={t("add")}
      ready={attribute !== "" && value.trim() !== ""}
      done={save}
      close={close}
    >
      <div className={styles.two}>
        <TextInput
          ref={focused}
          size="xs"
          label={t("attributes.name")}
          placeholder={t("attributes.namePlaceholder")}
          value={name}
          maxLength={40}
          dir="auto"
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <TextInput
          size="xs"
          label={t("attributes.value")}
          value={value}
          maxLength={300}
          dir="auto"
          onChange={(event) => setValue(event.currentTarget.value)}
        />
      </div>
    </Form>
  );
}
