/** The website form, to be filled in here as a visitor would; and what puts it on one's own page. */
import { Anchor, Button, Stack, Textarea, TextInput } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { Asked } from "@/people/asked";
import { SecretShown } from "@/people/secret-shown";
import { TroubleShown } from "@/people/trouble-shown";
import { useTrying } from "@/people/trying";
import styles from "./first.module.css";
import { snippetOf } from "./site";
import { type PublicForm, send, useForm } from "./site-asking";

export function SiteTrial({ account }: { account: string }) {
  const { t } = useTranslation("first");
  const form = useForm(account);
  if (form.isPending) return <p>{t("formOnItsWay")}</p>;
  return (
    <Asked of={form}>
      {(form) => (
        <>
          <Trial account={account} form={form} />
          <SecretShown
            label={t("snippet")}
            value={snippetOf(location.origin, account)}
            how={t("snippetHow")}
          />
        </>
      )}
    </Asked>
  );
}

function Trial({ account, form }: { account: string; form: PublicForm }) {
  const { t } = useTranslation("first");
  const opened = useRef(0);
  const [values, setValues] = useState<Record<string, string>>({});
  const [thanks, setThanks] = useState<string | null>(null);
  const { attempt, busy, trouble } = useTrying();
  useEffect(() => {
    opened.current = Date.now();
  }, []);
  const sendIt = () =>
    attempt(async () => {
      const said = Object.entries(values).filter(([, value]) => value.trim() !== "");
      const answer = await send(account, Object.fromEntries(said), opened.current);
      setThanks(answer.thanks);
      setValues({});
      void questions.invalidateQueries({ queryKey: keys.welcome });
    });
  return (
    <form
      className={`${styles.form} ${styles.trial}`}
      aria-label={form.title}
      onSubmit={(event) => {
        event.preventDefault();
        void sendIt();
      }}
    >
      <p className={styles.dim}>{t("formHow")}</p>
      <Stack gap="xs">
        {form.fields.map((field) => {
          const Field = field.type === "textarea" ? Textarea : TextInput;
          return (
            <Field
              key={field.name}
              label={field.label}
              required={field.required}
              autoComplete="off"
              maxLength={1000}
              value={values[field.name] ?? ""}
              onChange={(event) => {
                const typed = event.currentTarget.value;
                setValues((before) => ({ ...before, [field.name]: typed }));
              }}
            />
          );
        })}
        <TroubleShown trouble={trouble} />
        {thanks && (
          <p role="status">
            {thanks}{" "}
            <Anchor component={Link} to="/clients">
              {t("toCard")}
            </Anchor>
          </p>
        )}
        <Button type="submit" size="xs" loading={busy}>
          {form.words.send}
        </Button>
      </Stack>
    </form>
  );
}
