/** A small form in the flow of the card: Enter does it, Escape gives it up. */
import { Button, Group } from "@mantine/core";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import styles from "./card.module.css";

interface Props {
  name: string;
  act: string;
  ready?: boolean;
  color?: string;
  done: () => void;
  close: () => void;
  children: ReactNode;
  /** Another way to do it, beside the buttons. */
  beside?: ReactNode;
}

export function Form({ name, act, ready = true, color, done, close, children, beside }: Props) {
  const { t } = useTranslation();
  return (
    <form
      aria-label={name}
      className={styles.form}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) done();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    >
      {children}
      <Group gap="xs">
        <Button type="submit" size="compact-sm" color={color} disabled={!ready}>
          {act}
        </Button>
        <Button size="compact-sm" variant="default" onClick={close}>
          {t("cancel")}
        </Button>
        {beside}
      </Group>
    </form>
  );
}
