/** Why something came to nothing. */
import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { focused } from "./focus";
import { Form } from "./form";

const LONGEST = 500;

interface Props {
  name: string;
  done: (reason: string) => void;
  close: () => void;
}

export function Reason({ name, done, close }: Props) {
  const { t } = useTranslation("card");
  const [reason, setReason] = useState("");
  const save = () => {
    done(reason.trim());
    close();
  };
  return (
    <Form name={name} act={name} color="red" ready={!!reason.trim()} done={save} close={close}>
      <Textarea
        ref={focused}
        size="xs"
        rows={2}
        label={t("reason")}
        value={reason}
        maxLength={LONGEST}
        dir="auto"
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </Form>
  );
}
