/** The head of a conversation: who it is with, whose it is, and what can be done with it. */
import { ActionIcon, Badge, Button, Tooltip } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconMessageOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { ChannelGlyph, ClockRing } from "@/parts";
import type { Acts } from "./acts";
import { AssignMenu } from "./assign-menu";
import styles from "./header.module.css";
import { LabelMenu } from "./label-menu";
import { PresentHere } from "./present";
import { SnoozeMenu } from "./snooze-menu";
import { momentOf } from "./times";
import type { Opened } from "./wire";

export type Menu = "assign" | "snooze" | "label" | null;

interface Props {
  opened: Opened;
  acts: Acts;
  mayWork: boolean;
  menu: Menu;
  open: (menu: Menu) => void;
  done: () => void;
}

export function Header({ opened, acts, mayWork, menu, open, done }: Props) {
  const { t } = useTranslation("thread");
  const closed = opened.status === "closed";
  const shown = (name: Menu) => ({
    opened: menu === name,
    onChange: (on: boolean) => open(on ? name : null),
  });
  return (
    <header className={styles.header}>
      <div className={styles.who}>
        <h2 className={styles.name}>
          {opened.client_id ? (
            <Link href={`/clients/${opened.client_id}`}>
              <bdi>{opened.name ?? t("nameless")}</bdi>
            </Link>
          ) : (
            <bdi>{opened.name ?? t("nameless")}</bdi>
          )}
        </h2>
        <div className={styles.where}>
          <ChannelGlyph channel={opened.channel} size={14} />
          <bdi className={styles.account}>{opened.account}</bdi>
          <State opened={opened} />
          <PresentHere conversation={opened.conversation_id} />
        </div>
      </div>
      {mayWork && (
        <div className={styles.acts}>
          <AssignMenu
            {...shown("assign")}
            assignee={opened.assignee_id}
            assign={acts.assign.mutate}
          />
          <LabelMenu
            {...shown("label")}
            labels={opened.labels ?? []}
            hang={acts.hang.mutate}
            takeOff={acts.takeOff.mutate}
          />
          <SnoozeMenu
            {...shown("snooze")}
            snoozed={opened.snoozed ?? false}
            snooze={acts.sleep.mutate}
            wake={() => acts.awake.mutate()}
          />
          {opened.waiting_since && (
            <Sign what={t("waive.name")} run={() => acts.waive.mutate()}>
              <IconMessageOff size={18} />
            </Sign>
          )}
          {closed ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => acts.reopen.mutate()}
            >
              {t("reopen")}
            </Button>
          ) : (
            <Tooltip label={t("done.key")} withArrow>
              <Button size="xs" leftSection={<IconCheck size={16} />} onClick={done}>
                {t("done.name")}
              </Button>
            </Tooltip>
          )}
        </div>
      )}
    </header>
  );
}

function State({ opened }: { opened: Opened }) {
  const { t, i18n } = useTranslation("thread");
  if (opened.status === "closed") return <Badge {...calm}>{t("status.closed")}</Badge>;
  if (opened.snoozed) {
    const until = opened.snoozed_until;
    return (
      <Badge {...calm}>
        {until
          ? t("status.snoozedUntil", { at: momentOf(new Date(until), i18n.language) })
          : t("status.snoozed")}
      </Badge>
    );
  }
  if (!opened.waiting_since) return <Badge {...calm}>{t("status.answered")}</Badge>;
  return (
    <span className={styles.waits}>
      <ClockRing waitingSince={opened.waiting_since} dueAt={opened.due_at} />
      {t("status.waits")}
    </span>
  );
}

const calm = { size: "sm", variant: "default", tt: "none", fw: 500 } as const;

interface SignProps {
  what: string;
  run: () => void;
  children: React.ReactNode;
}

function Sign({ what, run, children }: SignProps) {
  return (
    <Tooltip label={what} withArrow>
      <ActionIcon size={30} variant="default" aria-label={what} onClick={run}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}
