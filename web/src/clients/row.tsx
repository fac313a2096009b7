/** A client in the list: name and addresses; a press opens the card. */
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { AddressLine } from "@/card/addresses";
import { Moment } from "@/card/moment";
import { Avatar } from "@/parts";
import type { Listed } from "./asking";
import styles from "./clients.module.css";

export function Row({ client, current }: { client: Listed; current: boolean }) {
  const { t } = useTranslation("clients");
  return (
    <Link
      href={`/clients/${client.client_id}`}
      className={styles.row}
      aria-current={current ? "page" : undefined}
    >
      <Avatar name={client.name} />
      <span className={styles.grow}>
        <bdi className={styles.cut}>{client.name ?? t("nameless")}</bdi>
        <AddressLine identities={client.identities} />
      </span>
      <span className={styles.dim}>
        <Moment at={client.registered_at} />
      </span>
    </Link>
  );
}
