/** An opened conversation, put together. */
import { VisuallyHidden } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type Act, useAct } from "@/api/acts";
import { useColleagues } from "@/api/colleagues";
import { keys } from "@/api/keys";
import { type Me, useMay } from "@/api/me";
import { clientOf } from "@/card/asking";
import { useActs } from "./acts";
import { Alarm } from "./alarm";
import { inWordsOf, useAnnounced } from "./announced";
import { Composer } from "./composer";
import { type Sending, useComposing } from "./composing";
import type { Field } from "./editor";
import { Header, type Menu } from "./header";
import { goOn } from "./next";
import { outboxOf } from "./outbox";
import { ReadingOf } from "./reading";
import styles from "./thread.module.css";
import { useThreadKeys } from "./thread-keys";
import { Timeline } from "./timeline";
import { useHistory, useParted } from "./use-history";
import { useBeingHere } from "./use-presence";
import { useReadingOf } from "./use-reading";
import type { Entry, Opened } from "./wire";

const NOTHING: Entry[] = [];

export function OpenThread({ opened, me }: { opened: Opened; me: Me }) {
  const may = useMay();
  const [menu, open] = useState<Menu>(null);
  const { conversation_id: id, client_id: client } = opened;
  const owner = me.employee_id ?? me.name;
  outboxOf(owner);
  const history = useHistory(client, id);
  const entries = history.data?.entries ?? NOTHING;
  const card = useQuery({
    queryKey: keys.client(client ?? ""),
    queryFn: () => clientOf(client ?? ""),
    enabled: client !== null,
  }).data;
  useParted(
    client,
    card?.identities
      .map((one) => one.identity_id)
      .toSorted()
      .join(),
  );
  const conversations = useMemo(() => card?.conversations ?? [opened], [card, opened]);
  const { data: colleagues = [] } = useColleagues();
  const acts = useActs(id, client);
  const perform = useAct();
  const act = (what: Act) => perform([opened], what);
  const composing = useComposing({
    here: opened,
    client,
    entries,
    conversations,
    colleagues,
    me: { owner, employee_id: me.employee_id, undo_seconds: me.undo_seconds },
  });
  const field = useField();
  const reading = useReadingOf({
    opened,
    conversations,
    colleagues,
    entries,
    composing,
    me,
    owner,
  });
  useBeingHere(id, composing.typedAt);

  const done = () => {
    act({ kind: "close" });
    goOn();
  };
  const send = (sending: Sending = {}) => {
    const left = composing.send(sending);
    if (!left) return;
    if (sending.close) {
      if (composing.target.conversation_id !== id) act({ kind: "close" });
      goOn();
    } else field.focus();
  };
  useThreadKeys({ act, composing, field, open, done, me, may, reading });

  return (
    <div className={styles.thread}>
      <ReadingOf value={reading.value}>
        <Header
          opened={opened}
          act={act}
          waive={() => acts.waive.mutate()}
          mayWork={may("work_conversations")}
          menu={menu}
          open={open}
          done={done}
        />
        <Alarm opened={opened} me={me.employee_id} acknowledge={acts.acknowledge.mutate} />
        <Timeline
          entries={entries}
          pending={reading.pending}
          more={history.more}
          loading={history.loading || history.isPending}
          older={() => void history.older()}
        />
      </ReadingOf>
      {may("work_conversations") && (
        <Composer composing={composing} field={field} send={send} mayReply={may("reply")} />
      )}
      <Announced entries={entries} />
    </div>
  );
}

function useField(): Field {
  const ref = useRef<HTMLTextAreaElement>(null);
  return useMemo(
    () => ({ ref, focus: () => requestAnimationFrame(() => ref.current?.focus()) }),
    [],
  );
}

/** For those who hear the page: what the client has just said. */
function Announced({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation("thread");
  const message = useAnnounced(entries);
  return (
    <VisuallyHidden aria-live="polite">
      {message && t("announced", { text: inWordsOf(message) })}
    </VisuallyHidden>
  );
}
