/** A time of one's own, that is still to come. */
import { Button, Stack, TextInput } from "@mantine/core";
import { type KeyboardEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { ofTheWall } from "./presets";

interface Props {
  from: Date;
  /** What its button says. */
  button: string;
  chosen: (at: Date) => void;
}

export function OwnTime({ from, button, chosen }: Props) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => ofTheWall(from));
  const at = new Date(typed);
  const good = at.getTime() > Date.now();
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== "Escape") event.stopPropagation();
    if (event.key === "Enter" && good) chosen(at);
  }
  return (
    <Stack gap="xs" p="xs">
      <TextInput
        type="datetime-local"
        label={t("ownTime")}
        value={typed}
        data-autofocus
        autoFocus
        onKeyDown={onKeyDown}
        onChange={(event) => setTyped(event.currentTarget.value)}
        error={good ? null : t("past")}
      />
      <Button size="xs" disabled={!good} onClick={() => chosen(at)}>
        {button}
      </Button>
    </Stack>
  );
}
