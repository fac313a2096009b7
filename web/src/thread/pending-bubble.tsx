/** What was just sent, before the hub has it: or did not take it, and why. */
import { Button, Group, Loader } from "@mantine/core";
import { IconAlertTriangle, IconPaperclip } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSpoken } from "@/words/spoken";
import styles from "./bubble.module.css";
import type { Pending } from "./outbox";
import { useReading } from "./reading";
import { SaidText } from "./said-text";
import { useSecond } from "./second";

export function PendingBubble({ pending }: { pending: Pending }) {
  const direction = pending.kind === "note" ? "note" : "out";
  return (
    <article className={styles.row} data-direction={direction} data-first data-pending>
      <div className={styles.bubble}>
        {pending.subject && (
          <div className={styles.subject} dir="auto">
            {pending.subject}
          </div>
        )}
        <SaidText text={pending.text} />
        {pending.attachments.map((file) => (
          <div key={file.upload_id} className={styles.file}>
            <IconPaperclip size={14} aria-hidden />
            <bdi>{file.name}</bdi>
          </div>
        ))}
        {pending.state === "refused" ? <Refused pending={pending} /> : <Going pending={pending} />}
      </div>
    </article>
  );
}

function Going({ pending }: { pending: Pending }) {
  const { t } = useTranslation("thread");
  const { undoPending } = useReading();
  const now = useSecond(pending.undo_until ?? 0);
  const seconds = Math.ceil(((pending.undo_until ?? 0) - now) / 1000);
  return (
    <div className={styles.delivery}>
      <div className={styles.fate}>
        <Loader size={12} />
        <span>
          {seconds > 0 ? t("fate.undoable", { count: seconds }) : t(`fate.going.${pending.kind}`)}
        </span>
      </div>
      {seconds > 0 && (
        <Button size="compact-xs" variant="default" onClick={() => undoPending(pending)}>
          {t("undo.button")}
        </Button>
      )}
    </div>
  );
}

function Refused({ pending }: { pending: Pending }) {
  const { t } = useTranslation("thread");
  const { tryAgain, giveUp } = useReading();
  const spoken = useSpoken();
  return (
    <div className={styles.delivery} data-trouble role="alert">
      <div className={styles.fate}>
        <IconAlertTriangle size={14} aria-hidden />
        <span>
          {t("refused.name")}: {pending.error ? spoken(pending.error) : t("refused.unreachable")}
        </span>
      </div>
      <Group gap="xs">
        <Button size="compact-xs" variant="default" onClick={() => tryAgain(pending)}>
          {t("refused.tryAgain")}
        </Button>
        <Button size="compact-xs" variant="subtle" onClick={() => giveUp(pending)}>
          {t("refused.toDraft")}
        </Button>
      </Group>
    </div>
  );
}
