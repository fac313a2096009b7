/** Clients: all cards with a search through them, and the one that was opened. */
import { Button } from "@mantine/core";
import { IconArrowLeft } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link, useParams } from "wouter";
import { Card } from "@/card/card";
import styles from "./clients.module.css";
import { Directory } from "./directory";

export default function Page() {
  const { t } = useTranslation(["clients", "shell"]);
  const { client } = useParams<{ client?: string }>();
  return (
    <main className={styles.page} data-open={client !== undefined}>
      <Directory current={client} />
      <div className={styles.card}>
        {client ? (
          <>
            <Button
              component={Link}
              href="/clients"
              variant="subtle"
              size="compact-sm"
              leftSection={<IconArrowLeft size={16} />}
              className={styles.back}
            >
              {t("shell:back")}
            </Button>
            <Card client={client} />
          </>
        ) : (
          <p className={styles.choose}>{t("choose")}</p>
        )}
      </div>
    </main>
  );
}
