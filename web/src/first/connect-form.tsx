/** What a channel has to know: the needed fields, the others behind a button; it is tried at once. */
import { Button } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFoot } from "@/parts";
import { TroubleShown } from "@/people/trouble-shown";
import { inWords, said } from "@/shell/notices";
import type { Account, Health, Kind } from "./asking";
import { freeName, useConnect } from "./connecting";
import styles from "./first.module.css";
import { HealthShown } from "./health-shown";
import { SchemaField } from "./schema-field";
import { fieldsOf, settingsOf } from "./schema-fields";

interface Props {
  kind: Kind;
  taken: readonly Account[];
  close: () => void;
}

export function ConnectForm({ kind, taken, close }: Props) {
  const { t } = useTranslation("first");
  const [account] = useState(() => freeName(kind.name, taken));
  const [typed, setTyped] = useState<Record<string, string | boolean>>({});
  const [more, showMore] = useState(false);
  const [health, setHealth] = useState<Health | null>(null);
  const [trouble, setTrouble] = useState<string | null>(null);
  const fields = useMemo(() => fieldsOf(kind.settings, kind.secrets), [kind]);
  const tried = (answer: Health) => {
    setHealth(answer);
    if (answer.state !== "up") return;
    said(t("connected", { name: t(`kind.${kind.name}`, { defaultValue: kind.title }) }));
    close();
  };
  const connect = useConnect(tried, (error) => setTrouble(inWords(error)));
  const shown = fields.filter((one) => one.required || more);
  return (
    <form
      className={styles.form}
      aria-label={t(`kind.${kind.name}`, { defaultValue: kind.title })}
      onSubmit={(event) => {
        event.preventDefault();
        setTrouble(null);
        setHealth(null);
        connect.mutate({ account, channel: kind.name, settings: settingsOf(fields, typed) });
      }}
    >
      <p>{t(`guide.${kind.name}`, { defaultValue: "" })}</p>
      {shown.map((field) => (
        <SchemaField
          key={field.name}
          kind={kind.name}
          field={field}
          value={typed[field.name] ?? field.initial}
          put={(value) => setTyped((before) => ({ ...before, [field.name]: value }))}
        />
      ))}
      <TroubleShown trouble={trouble} />
      {health && <HealthShown health={health} />}
      <FormFoot act={t("connect")} busy={connect.isPending} close={close}>
        {!more && fields.some((one) => !one.required) && (
          <Button size="xs" variant="subtle" onClick={() => showMore(true)}>
            {t("moreFields")}
          </Button>
        )}
      </FormFoot>
    </form>
  );
}
