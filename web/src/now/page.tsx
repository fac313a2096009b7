/** Now: who waits, how long, who holds it, and what happens next. */
import { Button, Skeleton, Stack } from "@mantine/core";
import { IconMoodSmile } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { inWords } from "@/shell/notices";
import { type Now, skewOf, useNow } from "./asking";
import { Buckets } from "./buckets";
import { type Chosen, heldBy } from "./held";
import { Holders } from "./holders";
import styles from "./now.module.css";
import { Rows } from "./rows";

export default function Page() {
  const { t } = useTranslation(["now", "shell"]);
  const { data, error, refetch, dataUpdatedAt } = useNow();
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      {data && <Board now={data} skew={skewOf(data, dataUpdatedAt)} />}
      {!data && !error && <Waiting />}
      {!data && error && (
        <div className={styles.empty} role="alert">
          <p>{inWords(error)}</p>
          <Button size="compact-sm" variant="default" onClick={() => refetch()}>
            {t("shell:retry")}
          </Button>
        </div>
      )}
    </main>
  );
}

function Board({ now, skew }: { now: Now; skew: number }) {
  const [chosen, choose] = useState<Chosen>(undefined);
  if (now.holders.length === 0) return <Nobody />;
  const known = now.holders.some((one) => one.employee_id === chosen);
  const holder = known ? chosen : undefined;
  return (
    <>
      <Buckets buckets={now.buckets} />
      <Holders holders={now.holders} skew={skew} chosen={holder} choose={choose} />
      <Rows rows={heldBy(now.waiting, holder)} skew={skew} />
      <Rest now={now} />
    </>
  );
}

function Rest({ now }: { now: Now }) {
  const { t } = useTranslation("now");
  const all = now.holders.reduce((sum, one) => sum + one.waiting, 0);
  const hidden = all - now.waiting.length;
  return hidden > 0 ? <p className={styles.dim}>{t("rest", { count: hidden })}</p> : null;
}

function Nobody() {
  const { t } = useTranslation("now");
  return (
    <div className={styles.empty}>
      <IconMoodSmile size={40} stroke={1.4} aria-hidden />
      <p className={styles.calm}>{t("nobody")}</p>
      <p>{t("nobodyHow")}</p>
    </div>
  );
}

function Waiting() {
  return (
    <Stack aria-busy>
      <Skeleton h={84} />
      <Skeleton h={40} />
      <Skeleton h={220} />
    </Stack>
  );
}
