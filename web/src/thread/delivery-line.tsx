/** How an answer fares, in words and a sign, and what can be done about it. */
import { Button, Group } from "@mantine/core";
import {
  IconAlertTriangle,
  IconCheck,
  IconClock,
  IconClockHour4,
  IconHelpCircle,
  IconSend,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSpoken } from "@/words/spoken";
import styles from "./bubble.module.css";
import { type Fate, fateOf, troubled, undoableUntil } from "./delivery";
import { useReading } from "./reading";
import { useSecond } from "./second";
import { momentOf } from "./times";
import type { Message } from "./wire";

const SIGNS: Record<Fate, typeof IconCheck> = {
  queued: IconClock,
  undoable: IconClock,
  sending: IconSend,
  scheduled: IconClockHour4,
  sent: IconCheck,
  delayed: IconClock,
  failed: IconAlertTriangle,
  uncertain: IconHelpCircle,
  bounced: IconAlertTriangle,
  withdrawn: IconClock,
};

export function Delivery({ message }: { message: Message }) {
  const { t, i18n } = useTranslation("thread");
  const { outbox, repeated } = useReading();
  const sent = outbox.get(message.message_id);
  const until = undoableUntil(message, sent);
  const now = useSecond(until);
  const spoken = useSpoken();
  const fate = fateOf(message, now, sent);
  const Sign = SIGNS[fate];
  const again = repeated.has(message.message_id);
  const at = fate === "delayed" ? message.until : message.send_at;
  const seconds = Math.max(0, Math.ceil((until - now) / 1000));
  return (
    <div className={styles.delivery} data-trouble={troubled(fate) && !again}>
      <div className={styles.fate} role={troubled(fate) && !again ? "alert" : undefined}>
        <Sign size={14} aria-hidden />
        <span>
          {t(`fate.${fate}`, {
            count: seconds,
            at: at ? momentOf(new Date(at), i18n.language) : "",
          })}
          {message.reason && (fate === "delayed" || troubled(fate)) && (
            <>
              : <bdi>{spoken(message.reason)}</bdi>
            </>
          )}
        </span>
      </div>
      {fate === "uncertain" && !again && <div className={styles.hint}>{t("uncertain.why")}</div>}
      {again && <div className={styles.hint}>{t("repeated")}</div>}
      {!again && <Remedies message={message} fate={fate} />}
    </div>
  );
}

function Remedies({ message, fate }: { message: Message; fate: Fate }) {
  const { t } = useTranslation("thread");
  const { undo, change, sendNow, sendAgain, mayReply } = useReading();
  if (!mayReply) return null;
  if (fate === "undoable") {
    return <Act what={t("undo.button")} run={() => undo(message)} />;
  }
  if (fate === "scheduled") {
    return (
      <Group gap="xs">
        <Act what={t("scheduled.change")} run={() => change(message)} />
        <Act what={t("scheduled.now")} run={() => sendNow(message)} />
      </Group>
    );
  }
  if (troubled(fate)) return <Act what={t("again")} run={() => sendAgain(message)} />;
  return null;
}

function Act({ what, run }: { what: string; run: () => void }) {
  return (
    <Button size="compact-xs" variant="default" onClick={run}>
      {what}
    </Button>
  );
}
