/** Something new to do: what, until when, who. */
import { Button, Group, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "@/api/colleagues";
import { useMe } from "@/api/me";
import styles from "./card.module.css";
import { choices, local, moment } from "./due";
import { focused } from "./focus";
import { Form } from "./form";

export interface NewTask {
  title: string;
  due_at: string | null;
  assignee_id: string | null;
}

interface Props {
  done: (task: NewTask) => void;
  close: () => void;
}

export function TaskForm({ done, close }: Props) {
  const { t } = useTranslation(["card", "shell"]);
  const me = useMe().data?.employee_id ?? "";
  const colleagues = useColleagues().data ?? [];
  const [title, setTitle] = useState("");
  const [due, setDue] = useState("");
  const [who, setWho] = useState<string | null>(null);
  const save = () => {
    done({ title: title.trim(), due_at: moment(due), assignee_id: (who ?? me) || null });
    close();
  };
  const people = colleagues.map((one) => ({ value: one.employee_id, label: one.name ?? "…" }));
  return (
    <Form name={t("tasks.add")} act={t("add")} ready={!!title.trim()} done={save} close={close}>
      <TextInput
        ref={focused}
        size="xs"
        label={t("tasks.what")}
        value={title}
        maxLength={300}
        dir="auto"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <Group gap={4}>
        {choices(new Date()).map(([choice, date]) => (
          <Button
            key={choice}
            size="compact-xs"
            variant={due === local(date) ? "filled" : "default"}
            aria-pressed={due === local(date)}
            onClick={() => setDue(due === local(date) ? "" : local(date))}
          >
            {t(`tasks.choices.${choice}`)}
          </Button>
        ))}
      </Group>
      <div className={styles.two}>
        <TextInput
          size="xs"
          type="datetime-local"
          label={t("tasks.due")}
          value={due}
          onChange={(event) => setDue(event.currentTarget.value)}
        />
        <NativeSelect
          size="xs"
          label={t("tasks.who")}
          value={who ?? me}
          data={[{ value: "", label: t("shell:nobody") }, ...people]}
          onChange={(event) => setWho(event.currentTarget.value)}
        />
      </div>
    </Form>
  );
}
