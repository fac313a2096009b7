/** One attribute: a press on the value changes it. */
import { ActionIcon, TextInput, Tooltip } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attribute } from "./asking";
import styles from "./card.module.css";
import type { Describe } from "./describing";
import { focused } from "./focus";

interface Props {
  attribute: Attribute;
  describe: Describe;
  may: boolean;
}

export function AttributeLine({ attribute, describe, may }: Props) {
  const { t } = useTranslation("card");
  const [value, setValue] = useState<string | null>(null);
  const { attribute: name, value: before } = attribute;
  const save = () => {
    const written = value?.trim();
    if (written && written !== before) describe({ attribute: name, value: written, before });
    setValue(null);
  };
  return (
    <li className={styles.pair}>
      <bdi className={styles.pairName} title={name}>
        {name}
      </bdi>
      {value !== null ? (
        <TextInput
          ref={focused}
          size="xs"
          aria-label={name}
          value={value}
          maxLength={300}
          dir="auto"
          onChange={(event) => setValue(event.currentTarget.value)}
          onBlur={save}
          onKeyDown={(event) => {
            if (event.key === "Enter") save();
            if (event.key !== "Escape") return;
            event.preventDefault();
            setValue(null);
          }}
        />
      ) : (
        <span className={styles.row}>
          <button
            type="button"
            className={styles.inPlace}
            disabled={!may}
            title={may ? t("attributes.change") : undefined}
            onClick={() => setValue(before)}
          >
            <bdi>{before}</bdi>
          </button>
          {may && (
            <Tooltip label={t("attributes.remove")} openDelay={400}>
              <ActionIcon
                variant="subtle"
                color="gray"
                size="sm"
                className={styles.onHover}
                aria-label={t("attributes.removeThis", { name })}
                onClick={() => describe({ attribute: name, value: null, before })}
              >
                <IconX size={14} />
              </ActionIcon>
            </Tooltip>
          )}
        </span>
      )}
    </li>
  );
}
