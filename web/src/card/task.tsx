/** One task: a tick finishes it, its time can be put off where it stands. */
import { ActionIcon, Menu } from "@mantine/core";
import { IconAlarm, IconCheck, IconCircle, IconDots } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Who } from "@/parts";
import type { Task } from "./asking";
import styles from "./card.module.css";
import { choices } from "./due";
import { DueForm } from "./due-form";
import { Moment } from "./moment";
import { Reason } from "./reason";
import { useTaskWork } from "./tasking";

interface Props {
  task: Task;
  client: string;
  may: boolean;
}

export function TaskLine({ task, client, may }: Props) {
  const { t } = useTranslation("card");
  const [doing, setDoing] = useState<"due" | "cancel" | null>(null);
  const work = useTaskWork(client);
  const { task_id } = task;
  const open = task.status === "open";
  const close = () => setDoing(null);
  const put = (due_at: string | null) => work({ task_id, act: "reschedule", due_at });
  return (
    <li className={styles.line} data-over={!open}>
      <ActionIcon
        variant="subtle"
        size="sm"
        color={open ? "gray" : "teal"}
        disabled={!open || !may}
        aria-label={open ? t("tasks.finish") : t(`tasks.status.${task.status}`)}
        onClick={() => work({ task_id, act: "finish" })}
      >
        {open ? <IconCircle size={18} /> : <IconCheck size={18} />}
      </ActionIcon>
      <div className={styles.grow}>
        <bdi className={styles.clamped}>{task.title ?? t(`tasks.kinds.${task.kind}`)}</bdi>
        <p className={styles.dim}>
          {open && task.due_at && (
            <span data-late={task.overdue} className={styles.due}>
              {task.overdue && <IconAlarm size={12} aria-hidden />}
              {t(task.overdue ? "tasks.late" : "tasks.until")} <Moment at={task.due_at} />
            </span>
          )}
          {!open && task.finished_at && (
            <>
              {t(`tasks.status.${task.status}`)} <Moment at={task.finished_at} />
            </>
          )}{" "}
          · <Who id={task.assignee_id} />
        </p>
        {doing === "due" && <DueForm due={task.due_at} done={put} close={close} />}
        {doing === "cancel" && (
          <Reason
            name={t("tasks.cancel")}
            done={(reason) => work({ task_id, act: "cancel", reason })}
            close={close}
          />
        )}
      </div>
      {open && may && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon variant="subtle" color="gray" size="sm" aria-label={t("tasks.more")}>
              <IconDots size={16} />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Label>{t("tasks.reschedule")}</Menu.Label>
            {choices(new Date()).map(([choice, date]) => (
              <Menu.Item key={choice} onClick={() => put(date.toISOString())}>
                {t(`tasks.choices.${choice}`)}
              </Menu.Item>
            ))}
            <Menu.Item onClick={() => setDoing("due")}>{t("tasks.choices.own")}</Menu.Item>
            <Menu.Divider />
            <Menu.Item onClick={() => setDoing("cancel")}>{t("tasks.cancel")}…</Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
    </li>
  );
}
