/** What can be done about somebody who waits: take it, give it, take on the alarm. */
import { ActionIcon, Button, Group, Menu, Tooltip } from "@mantine/core";
import { IconBellCheck, IconUserShare } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "@/api/colleagues";
import { useMay, useMe } from "@/api/me";
import { useAcknowledge, useAssign } from "./acting";
import type { Waiting } from "./asking";
import styles from "./now.module.css";

export function Actions({ conversation }: { conversation: Waiting["conversation"] }) {
  const { t } = useTranslation("now");
  const me = useMe().data?.employee_id;
  const may = useMay()("work_conversations");
  const assign = useAssign();
  const acknowledge = useAcknowledge();
  const { conversation_id, assignee_id: before } = conversation;
  if (!may) return null;
  const alarmed = (conversation.step ?? 0) > 0 && !conversation.acknowledged_by;
  const give = (employee_id: string | null) => assign({ conversation_id, employee_id, before });
  return (
    <Group gap={6} wrap="nowrap" justify="flex-end" className={styles.actions}>
      {alarmed && me && (
        <Tooltip label={t("acknowledgeHow")} openDelay={400}>
          <ActionIcon
            variant="default"
            aria-label={t("acknowledge")}
            onClick={() => acknowledge({ conversation_id, me })}
          >
            <IconBellCheck size={16} />
          </ActionIcon>
        </Tooltip>
      )}
      {me && before !== me && (
        <Button size="compact-sm" variant="light" onClick={() => give(me)}>
          {t("take")}
        </Button>
      )}
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon variant="default" aria-label={t("reassign")}>
            <IconUserShare size={16} />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown className={styles.menu}>
          <Menu.Label>{t("reassign")}</Menu.Label>
          <Colleagues but={before} give={give} />
        </Menu.Dropdown>
      </Menu>
    </Group>
  );
}

function Colleagues({ but, give }: { but: string | null; give: (id: string | null) => void }) {
  const { t } = useTranslation("now");
  const colleagues = useColleagues().data ?? [];
  return (
    <>
      {colleagues
        .filter((one) => one.employee_id !== but)
        .map((one) => (
          <Menu.Item key={one.employee_id} onClick={() => give(one.employee_id)}>
            <bdi>{one.name ?? "…"}</bdi>
          </Menu.Item>
        ))}
      {but && <Menu.Item onClick={() => give(null)}>{t("nobodyTakes")}</Menu.Item>}
    </>
  );
}
