/** How an account does, in words, with what to do where it does not. */
import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSpoken } from "@/words/spoken";
import type { Health } from "./asking";

export function HealthShown({ health }: { health: Health }) {
  const { t } = useTranslation("first");
  const spoken = useSpoken();
  const up = health.state === "up";
  return (
    <Alert
      color={up ? "teal" : "red"}
      role={up ? "status" : "alert"}
      title={t(up ? "up" : "down")}
      p="xs"
    >
      <p dir="auto">{spoken(health.message)}</p>
      {health.remedy && <p dir="auto">{spoken(health.remedy)}</p>}
    </Alert>
  );
}
