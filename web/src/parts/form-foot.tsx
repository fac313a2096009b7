/** The foot of a form: do it, give it up, or another way beside them. */
import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface Props {
  act: string;
  ready?: boolean;
  busy?: boolean;
  color?: string;
  close: () => void;
  /** Other ways, beside the two. */
  children?: ReactNode;
}

export function FormFoot({ act, ready = true, busy = false, color, close, children }: Props) {
  const { t } = useTranslation("shell");
  return (
    <Group gap="xs">
      <Button type="submit" size="xs" color={color} loading={busy} disabled={!ready}>
        {act}
      </Button>
      <Button size="xs" variant="default" onClick={close}>
        {t("cancel")}
      </Button>
      {children}
    </Group>
  );
}
