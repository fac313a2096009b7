/** The head of a conversation: who it is with, whose it is, and what can be done with it. */
import { ActionIcon, Badge, Button, Tooltip, UnstyledButton, VisuallyHidden } from "@mantine/core";
import {
  IconArrowBackUp,
  IconBellZ,
  IconCheck,
  IconChevronDown,
  IconMessageOff,
  IconTag,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import type { Act } from "@/api/acts";
import { AssignMenu, ChannelGlyph, ClockRing, LabelMenu, Labels, SnoozeMenu, Who } from "@/parts";
import styles from "./header.module.css";
import { PresentHere } from "./present";
import { momentOf } from "./times";
import type { Opened } from "./wire";

export type Menu = "assign" | "snooze" | "label" | null;

interface Props {
  opened: Opened;
  act: (what: Act) => void;
  waive: () => void;
  mayWork: boolean;
  menu: Menu;
  open: (menu: Menu) => void;
  done: () => void;
}

export function Header({ opened, act, waive, mayWork, menu, open, done }: Props) {
  const { t } = useTranslation("thread");
  const closed = opened.status === "closed";
  const shown = (name: Menu) => ({
    opened: menu === name,
    onOpened: (on: boolean) => open(on ? name : null),
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
            now={opened.assignee_id}
            onAssign={(employee_id) => act({ kind: "assign", employee_id })}
          >
            <UnstyledButton className={styles.assignee}>
              <VisuallyHidden>{t("assign.name")}: </VisuallyHidden>
              {opened.assignee_id ? (
                <Who id={opened.assignee_id} />
              ) : (
                <span>{t("assign.nobody")}</span>
              )}
              <IconChevronDown size={14} />
            </UnstyledButton>
          </AssignMenu>
          <LabelMenu
            {...shown("label")}
            labels={opened.labels}
            onLabel={(label) => act({ kind: "label", label })}
            onUnlabel={(label) => act({ kind: "unlabel", label })}
          >
            {opened.labels.length > 0 ? (
              <button type="button" className={styles.labels}>
                <VisuallyHidden>{t("labels.name")}: </VisuallyHidden>
                <Labels labels={opened.labels} most={2} />
              </button>
            ) : (
              <ActionIcon size={30} {...quiet(t("labels.name"))}>
                <IconTag size={18} />
              </ActionIcon>
            )}
          </LabelMenu>
          <SnoozeMenu
            {...shown("snooze")}
            onSnooze={(until) => act({ kind: "snooze", until })}
            onWake={opened.snoozed ? () => act({ kind: "wake" }) : undefined}
          >
            <ActionIcon size={30} {...quiet(t("snooze.name"))}>
              <IconBellZ size={18} />
            </ActionIcon>
          </SnoozeMenu>
          {opened.waiting_since && (
            <Sign what={t("waive.name")} run={waive}>
              <IconMessageOff size={18} />
            </Sign>
          )}
          {closed ? (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconArrowBackUp size={16} />}
              onClick={() => act({ kind: "reopen" })}
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

const quiet = (name: string) => ({ variant: "default", "aria-label": name, title: name }) as const;
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
