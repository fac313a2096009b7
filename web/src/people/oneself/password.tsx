/** Another password: the old one is asked for, other sessions end. */
import { Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { said } from "@/shell/notices";
import { CodeField } from "../code-field";
import { CurrentPassword } from "../current-password";
import { NewPassword, type Typed } from "../new-password";
import { good } from "../password-rules";
import { useTrying } from "../trying";
import { Form } from "./form";
import { Section } from "./section";

const NOTHING: Typed = { password: "", again: "" };

export function Password({ totp }: { totp: boolean }) {
  const { t } = useTranslation("people");
  const [open, setOpen] = useState(false);
  return (
    <Section title={t("password")}>
      {open ? (
        <Change totp={totp} close={() => setOpen(false)} />
      ) : (
        <Button size="xs" variant="default" onClick={() => setOpen(true)}>
          {t("changePassword")}
        </Button>
      )}
    </Section>
  );
}

function Change({ totp, close }: { totp: boolean; close: () => void }) {
  const { t } = useTranslation("people");
  const [old, setOld] = useState("");
  const [code, setCode] = useState("");
  const [typed, put] = useState(NOTHING);
  const trying = useTrying();
  const change = () =>
    trying.attempt(
      async () => {
        const body = { old, new: typed.password, code: code || undefined };
        await told(hub.PUT("/v1/me/password", { body }));
        void questions.invalidateQueries({ queryKey: keys.sessions });
        said(t("passwordChanged"));
        close();
      },
      { coded: code !== "", password: "wrong" },
    );
  return (
    <Form
      name={t("changePassword")}
      act={t("changePassword")}
      ready={!!old && good(typed)}
      trying={trying}
      done={change}
      close={close}
    >
      <CurrentPassword label={t("oldPassword")} autoFocus value={old} put={setOld} />
      <NewPassword typed={typed} put={put} />
      {totp && <CodeField value={code} put={setCode} />}
    </Form>
  );
}
