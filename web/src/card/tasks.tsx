/** What is to be done for a client: what is late first, what is done out of the way. */
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useTasks } from "./asking";
import { Empty } from "./empty";
import { Section } from "./section";
import { TaskLine } from "./task";
import { TaskForm } from "./task-form";
import { inOrder } from "./task-order";
import { useOpenTask } from "./tasking";

interface Props {
  client: string;
  adding: boolean;
  begin: () => void;
  close: () => void;
}

export function Tasks({ client, adding, begin, close }: Props) {
  const { t } = useTranslation("card");
  const items = useTasks(client).data?.items;
  const open = useOpenTask(client);
  const may = useMay()("work_tasks");
  return (
    <Section
      name="tasks"
      waiting={!items}
      title={t("tasks.title")}
      count={items?.filter((one) => one.status === "open").length}
      add={t("tasks.add")}
      onAdd={may ? begin : undefined}
    >
      {adding && <TaskForm done={open} close={close} />}
      <ul>
        {inOrder(items ?? []).map((one) => (
          <TaskLine key={one.task_id} task={one} client={client} may={may} />
        ))}
      </ul>
      {!adding && items?.length === 0 && <Empty>{t("tasks.empty")}</Empty>}
    </Section>
  );
}
