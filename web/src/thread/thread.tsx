/** A conversation: its head, everything with this client, and what one writes. */
import { Skeleton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Problem } from "@/api/client";
import { useMe } from "@/api/me";
import { inWords } from "@/shell/notices";
import { OpenThread } from "./open-thread";
import styles from "./thread.module.css";
import { useOpened } from "./use-opened";

export function Thread({ conversation }: { conversation: string }) {
  const { t } = useTranslation("thread");
  const { data: me } = useMe();
  const { data: opened, error } = useOpened(conversation);
  if (opened && me) return <OpenThread key={conversation} opened={opened} me={me} />;
  const gone = error instanceof Problem && error.status === 404;
  return (
    <div className={styles.thread} aria-busy={!error}>
      {error ? (
        <p className={styles.none} role="alert">
          {gone ? t("gone") : inWords(error)}
        </p>
      ) : (
        <Waiting />
      )}
    </div>
  );
}

function Waiting() {
  return (
    <div className={styles.waiting}>
      <Skeleton h={20} w={180} />
      <Skeleton h={56} w="60%" />
      <Skeleton h={40} w="45%" ml="auto" />
      <Skeleton h={72} w="55%" />
    </div>
  );
}
