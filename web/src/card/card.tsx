/** The card of a client: who it is and why, what is being sold, what is to be done. */
import { Alert, Button, Skeleton, Stack } from "@mantine/core";
import { memo, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/client";
import { useMay } from "@/api/me";
import { inWords } from "@/shell/notices";
import { type Client, useClient } from "./asking";
import { Attributes } from "./attributes";
import { Calls } from "./calls";
import styles from "./card.module.css";
import { CardKeys, type Doing } from "./card-keys";
import { Deals } from "./deals";
import { Empty } from "./empty";
import { Heading } from "./heading";
import { Identities } from "./identities";
import { Leads } from "./leads";
import { Merges } from "./merges";
import { Readers } from "./readers";
import { keepOpen } from "./sections";
import { Talks } from "./talks";
import { Tasks } from "./tasks";
import { Touches } from "./touches";

interface Props {
  client: string | null;
  /** The conversation on screen beside it. */
  conversation?: string;
}

export const Card = memo(function Card({ client, conversation }: Props) {
  const { t } = useTranslation("card");
  return (
    <section className={styles.card} aria-label={t("region")}>
      {client ? (
        <Known key={client} client={client} conversation={conversation} />
      ) : (
        <Empty>{t("nobody")}</Empty>
      )}
    </section>
  );
});

function Known({ client, conversation }: { client: string; conversation?: string }) {
  const { data: card, error, refetch } = useClient(client);
  const { t } = useTranslation(["card", "shell"]);
  if (card?.absorbed_into) return <Known client={card.absorbed_into} conversation={conversation} />;
  if (card) return <Sections card={card} conversation={conversation} />;
  if (!error) return <Waiting />;
  const gone = error instanceof Problem && error.status === 404;
  return (
    <Alert color="gray" title={t(gone ? "gone" : "shell:failed")} m="sm">
      {gone ? t("goneHow") : inWords(error)}
      {!gone && (
        <Button size="compact-sm" variant="default" mt="xs" onClick={() => refetch()}>
          {t("shell:retry")}
        </Button>
      )}
    </Alert>
  );
}

function Waiting() {
  return (
    <Stack p="md" gap="sm" aria-busy>
      <Skeleton height={40} circle />
      <Skeleton h={14} w="60%" />
      <Skeleton h={90} />
      <Skeleton h={90} />
    </Stack>
  );
}

function Sections({ card, conversation }: { card: Client; conversation?: string }) {
  const [doing, setDoing] = useState<Doing | null>(null);
  const may = useMay();
  const { client_id } = card;
  const begin = (what: Doing) => {
    keepOpen(what, true);
    setDoing(what);
  };
  const form = (what: Doing) => ({ begin: () => begin(what), close: () => setDoing(null) });
  // biome-ignore lint/correctness/useExhaustiveDependencies: another card has nothing begun
  useEffect(() => setDoing(null), [client_id]);
  return (
    <>
      <CardKeys begin={begin} />
      <Heading card={card} />
      <div className={styles.sections}>
        <div className={styles.column}>
          <Identities card={card} />
          <Attributes client={client_id} />
          {may("see_tasks") && (
            <Tasks client={client_id} adding={doing === "tasks"} {...form("tasks")} />
          )}
          {may("see_sales") && (
            <>
              <Deals client={client_id} adding={doing === "deals"} {...form("deals")} />
              <Leads client={client_id} />
            </>
          )}
        </div>
        <div className={styles.column}>
          <Talks card={card} current={conversation} />
          {may("see_calls") && <Calls client={client_id} />}
          {may("see_sales") && <Touches client={client_id} />}
          <Merges card={card} merging={doing === "merges"} {...form("merges")} />
          {may("see_readers") && <Readers client={client_id} />}
        </div>
      </div>
    </>
  );
}
