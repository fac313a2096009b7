/** Conversations with a client, the last one first; a press opens one. */
import { Badge } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ChannelGlyph } from "@/parts";
import type { Client } from "./asking";
import styles from "./card.module.css";
import { Empty } from "./empty";
import { Moment } from "./moment";
import { Section } from "./section";

interface Props {
  card: Client;
  /** The one that is on screen beside the card. */
  current?: string;
}

export function Talks({ card, current }: Props) {
  const { t } = useTranslation("card");
  const talks = card.conversations.toSorted((one, other) =>
    other.last_at.localeCompare(one.last_at),
  );
  return (
    <Section name="talks" title={t("talks.title")} count={talks.length}>
      <ul>
        {talks.map((one) => (
          <li key={one.conversation_id}>
            <Link
              href={`/inbox/all/${one.conversation_id}`}
              className={styles.choice}
              aria-current={one.conversation_id === current || undefined}
            >
              <ChannelGlyph channel={one.channel} />
              <span className={styles.grow}>
                <bdi className={styles.cut}>
                  {one.subject ?? one.last_text ?? t("talks.silent")}
                </bdi>
                <span className={styles.dim}>
                  <Moment at={one.last_at} /> · {t("talks.messages", { count: one.messages })}
                </span>
              </span>
              {one.status === "closed" && (
                <Badge size="sm" variant="light" color="gray" className={styles.badge}>
                  {t("talks.closed")}
                </Badge>
              )}
            </Link>
          </li>
        ))}
      </ul>
      {talks.length === 0 && <Empty>{t("talks.empty")}</Empty>}
    </Section>
  );
}
