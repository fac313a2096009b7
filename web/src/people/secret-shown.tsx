/** A secret that is shown this once, to be copied. */
import { Button, CopyButton, Group, Text } from "@mantine/core";
import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./people.module.css";

interface Props {
  label: string;
  value: string;
  /** Until when it is good, and what to do with it. */
  how?: string;
  close?: () => void;
}

export function SecretShown({ label, value, how, close }: Props) {
  const { t } = useTranslation("people");
  return (
    <section className={styles.link} aria-label={label} aria-live="polite">
      <Text size="sm" fw={600}>
        {label}
      </Text>
      <code className={styles.secret}>{value}</code>
      {how && <p className={styles.dim}>{how}</p>}
      <Group gap="xs">
        <CopyButton value={value} timeout={2500}>
          {({ copied, copy }) => (
            <Button
              size="xs"
              onClick={copy}
              leftSection={copied ? <IconCheck size={15} /> : <IconCopy size={15} />}
            >
              {t(copied ? "copied" : "copy")}
            </Button>
          )}
        </CopyButton>
        {close && (
          <Button size="xs" variant="default" onClick={close}>
            {t("shell:close")}
          </Button>
        )}
      </Group>
    </section>
  );
}
