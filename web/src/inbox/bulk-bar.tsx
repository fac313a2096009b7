/** What can be done with all the marked rows at once. */
import { ActionIcon, Button, CloseButton, Group } from "@mantine/core";
import { IconBellZ, IconCheck, IconTag, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Act, useAct } from "@/api/acts";
import type { Conversation } from "@/api/conversations";
import { useMe } from "@/api/me";
import { AssignMenu, LabelMenu, SnoozeMenu } from "@/parts";
import { useKeys } from "@/shell/keys";
import styles from "./inbox.module.css";
import { goBeside } from "./neighbours";
import type { Selection } from "./selection";

interface Props {
  marked: readonly Conversation[];
  open: string | undefined;
  selection: Selection;
}

export function BulkBar({ marked, open, selection }: Props) {
  const { t } = useTranslation("inbox");
  const [opened, setOpened] = useState<"assign" | "snooze" | "label" | null>(null);
  const me = useMe().data?.employee_id;
  const act = useAct();
  const menu = (name: typeof opened) => ({
    opened: opened === name,
    onOpened: (now: boolean) => setOpened(now ? name : null),
  });
  function perform(what: Act, stay = false) {
    const goes = what.kind === "close" || what.kind === "snooze";
    if (goes && open && selection.ids.has(open)) goBeside(1, true, selection.ids);
    act(marked, what);
    if (!stay) selection.none();
  }
  const closed = marked.every((one) => one.status === "closed");
  const done = () => perform({ kind: closed ? "reopen" : "close" });
  useKeys(
    "list",
    [
      { code: "KeyE", what: "doneAll", run: done },
      { code: "KeyH", what: "snooze", run: () => setOpened("snooze") },
      { code: "KeyA", what: "assign", run: () => setOpened("assign") },
      { code: "KeyL", what: "label", run: () => setOpened("label") },
      {
        code: "KeyI",
        what: "assignMe",
        run: () => me && perform({ kind: "assign", employee_id: me }),
      },
      { code: "Escape", what: "selectNone", run: selection.none },
    ],
    { over: true },
  );
  const common = labelsOfAll(marked);
  return (
    <div className={styles.bulk} role="toolbar" aria-label={t("bulk")}>
      <CloseButton size="sm" aria-label={t("shell:keys.selectNone")} onClick={selection.none} />
      <span className={styles.marked} aria-live="polite">
        {t("marked", { count: marked.length })}
      </span>
      <Group gap={4} wrap="nowrap" ml="auto">
        <Button
          size="compact-xs"
          variant="light"
          leftSection={<IconCheck size={14} />}
          onClick={done}
        >
          {t(closed ? "reopen" : "close")}
        </Button>
        <AssignMenu
          {...menu("assign")}
          onAssign={(employee_id) => perform({ kind: "assign", employee_id })}
        >
          <ActionIcon variant="light" size="sm" aria-label={t("shell:assign.title")}>
            <IconUserPlus size={15} />
          </ActionIcon>
        </AssignMenu>
        <SnoozeMenu {...menu("snooze")} onSnooze={(until) => perform({ kind: "snooze", until })}>
          <ActionIcon variant="light" size="sm" aria-label={t("shell:snooze.title")}>
            <IconBellZ size={15} />
          </ActionIcon>
        </SnoozeMenu>
        <LabelMenu
          {...menu("label")}
          labels={common}
          onLabel={(label) => perform({ kind: "label", label }, true)}
          onUnlabel={(label) => perform({ kind: "unlabel", label }, true)}
        >
          <ActionIcon variant="light" size="sm" aria-label={t("shell:label.title")}>
            <IconTag size={15} />
          </ActionIcon>
        </LabelMenu>
      </Group>
    </div>
  );
}

/** Those that every one of them has. */
function labelsOfAll([first, ...others]: readonly Conversation[]): string[] {
  return (first?.labels ?? []).filter((label) => others.every((one) => one.labels.includes(label)));
}
