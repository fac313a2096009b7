/** What a lead is about, whole: each form that was filled in, or else the words it began with. */
import { Button, Skeleton } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inWords } from "@/shell/notices";
import { type Submission, useLead } from "./asking";
import styles from "./card.module.css";
import { Moment } from "./moment";

export function InFull({ client, lead }: { client: string; lead: string }) {
  const { t } = useTranslation("card");
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        size="compact-xs"
        variant="subtle"
        className={styles.unfolds}
        aria-expanded={open}
        onClick={() => setOpen(!open)}
      >
        {t(open ? "leads.fold" : "leads.inFull")}
      </Button>
      {open && <Submissions client={client} lead={lead} />}
    </>
  );
}

function Submissions({ client, lead }: { client: string; lead: string }) {
  const { t } = useTranslation("card");
  const { data, error } = useLead(client, lead);
  if (error) return <p className={styles.dim}>{inWords(error)}</p>;
  if (!data) return <Skeleton h={48} />;
  if (data.submissions.length === 0)
    return (
      <p className={styles.answers} dir="auto">
        {data.title ?? t("leads.untitled")}
      </p>
    );
  return data.submissions.map((one) => <Answers key={one.inbound} submission={one} />);
}

function Answers({ submission }: { submission: Submission }) {
  const { t } = useTranslation("card");
  const { fields, page, received_at } = submission;
  return (
    <div className={styles.answers}>
      <p className={styles.dim}>
        <Moment at={received_at} />
        {page && (
          <>
            {" · "}
            <bdi>{page}</bdi>
          </>
        )}
      </p>
      {fields === null && <p className={styles.dim}>{t("leads.erased")}</p>}
      <dl>
        {fields?.map((one) => (
          <div key={one.name}>
            <dt>
              <bdi>{one.label}</bdi>
            </dt>
            <dd dir="auto">{one.value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
