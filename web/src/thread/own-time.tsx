/** A time of one's own, by the clock on the wall. */
import { Button, Group, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { presetAt } from "./times";

interface Props {
  choose: (at: Date) => void;
  button: string;
}

export function OwnTime({ choose, button }: Props) {
  const { t } = useTranslation("thread");
  const [typed, setTyped] = useState(() => local(presetAt("tomorrow")));
  const at = new Date(typed);
  const past = Number.isNaN(at.getTime()) || at.getTime() <= Date.now();
  return (
    <Group gap={6} p={6} wrap="nowrap" align="flex-end">
      <TextInput
        type="datetime-local"
        size="xs"
        label={t("ownTime")}
        value={typed}
        min={local(new Date())}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => event.stopPropagation()}
      />
      <Button size="xs" variant="default" disabled={past} onClick={() => choose(at)}>
        {button}
      </Button>
    </Group>
  );
}

/** As such a field spells it: without a zone, by this browser's clock. */
function local(at: Date): string {
  const shifted = new Date(at.getTime() - at.getTimezoneOffset() * 60_000);
  return shifted.toISOString().slice(0, 16);
}
