/** Narrows a list by label, channel and who has it: kept in the address, so that it can be sent. */
import { Select, Stack } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useSearchParams } from "wouter";
import { useColleagues } from "@/api/colleagues";
import type { Wanted } from "@/api/keys";
import { useLabels } from "@/api/labels";
import type { Narrowed } from "./wanted";

const CHANNELS = ["telegram", "email", "website", "loopback"];

export function Filters({ narrowed }: { narrowed: Wanted }) {
  const { t } = useTranslation("inbox");
  const [, set] = useSearchParams();
  const labels = useLabels().data ?? [];
  const colleagues = useColleagues().data ?? [];
  function narrow(field: Narrowed, value: string | null) {
    set((before) => {
      if (value) before.set(field, value);
      else before.delete(field);
      return before;
    });
  }
  const nobody = { value: "none", label: t("shell:assign.nobody") };
  const channels = CHANNELS.map((value) => ({ value, label: t(`shell:channels.${value}`) }));
  const people = colleagues.map(({ employee_id, name }) => ({
    value: employee_id,
    label: name ?? t("shell:nameless"),
  }));
  const choices: Record<Narrowed, { value: string; label: string }[]> = {
    label: labels.map(({ label }) => ({ value: label, label })),
    channel: channels,
    assignee: [nobody, ...people],
  };
  return (
    <Stack gap="xs" p="xs">
      {(["label", "channel", "assignee"] as const).map((field) => (
        <Select
          key={field}
          size="xs"
          label={t(`by.${field}`)}
          placeholder={t("any")}
          data={choices[field]}
          value={narrowed[field] ?? null}
          onChange={(value) => narrow(field, value)}
          searchable
          clearable
          comboboxProps={{ withinPortal: false }}
        />
      ))}
    </Stack>
  );
}
