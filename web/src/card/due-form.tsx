/** Another time for a task. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { local, moment } from "./due";
import { focused } from "./focus";
import { Form } from "./form";

interface Props {
  due: string | null;
  done: (due: string | null) => void;
  close: () => void;
}

export function DueForm({ due, done, close }: Props) {
  const { t } = useTranslation(["card", "shell"]);
  const [written, setWritten] = useState(due ? local(new Date(due)) : "");
  const save = () => {
    done(moment(written));
    close();
  };
  return (
    <Form name={t("tasks.reschedule")} act={t("shell:save")} done={save} close={close}>
      <TextInput
        ref={focused}
        size="xs"
        type="datetime-local"
        label={t("tasks.due")}
        value={written}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
    </Form>
  );
}
