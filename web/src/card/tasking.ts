/** Working on tasks: begun, put off, done, given up. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Task } from "./asking";
import { changed, edited } from "./edited";
import type { NewTask } from "./task-form";

export type TaskAct = { task_id: string } & (
  | { act: "finish" }
  | { act: "cancel"; reason: string }
  | { act: "reschedule"; due_at: string | null }
);

const touched = (client: string) => [keys.tasks(client), keys.history(client)];

function ask(doing: TaskAct): Promise<unknown> {
  const params = { path: { task_id: doing.task_id } };
  switch (doing.act) {
    case "finish":
      return told(hub.POST("/v1/tasks/{task_id}/finish", { params, body: {} }));
    case "cancel":
      return told(
        hub.POST("/v1/tasks/{task_id}/cancel", { params, body: { reason: doing.reason } }),
      );
    case "reschedule":
      return told(
        hub.POST("/v1/tasks/{task_id}/reschedule", { params, body: { due_at: doing.due_at } }),
      );
  }
}

/** What the card shows until the hub has answered. */
function willBe(doing: TaskAct): Partial<Task> {
  const now = new Date().toISOString();
  switch (doing.act) {
    case "finish":
      return { status: "done", finished_at: now, overdue: false };
    case "cancel":
      return { status: "cancelled", finished_at: now, overdue: false };
    case "reschedule":
      return { due_at: doing.due_at, overdue: isPast(doing.due_at) };
  }
}

const isPast = (due: string | null) => due !== null && Date.parse(due) <= Date.now();

export function useTaskWork(client: string) {
  const { t } = useTranslation("card");
  const change = useChange<TaskAct>({
    ask,
    optimistic: (doing, cache) => {
      const is = (task: Task) => task.task_id === doing.task_id;
      edited<Task>(cache, keys.tasks(client), changed(is, willBe(doing)));
    },
    touches: touched(client),
    done: (_, { act }) => act !== "reschedule" && said(t(`tasks.done.${act}`)),
  });
  return change.mutate;
}

export function useOpenTask(client: string) {
  const change = useChange({
    ask: (task: NewTask & { task_id: string }) =>
      told(hub.POST("/v1/tasks", { body: { ...task, client_id: client } })),
    optimistic: (task, cache) =>
      edited<Task>(cache, keys.tasks(client), (items) => [begun(task, client), ...items]),
    touches: touched(client),
  });
  return (task: NewTask) => change.mutate({ ...task, task_id: crypto.randomUUID() });
}

function begun(task: NewTask & { task_id: string }, client: string): Task {
  const nobody = { name: null, identity_id: null, lead_id: null, deal_id: null, call_id: null };
  return {
    ...nobody,
    ...task,
    kind: "todo",
    status: "open",
    overdue: isPast(task.due_at),
    outcome: null,
    client_id: client,
    opened_at: new Date().toISOString(),
    opened_seq: 0,
    finished_at: null,
  };
}
