/** What can be done with a conversation: shown at once, taken back where the hub refuses. */
import type { QueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import { hang as hangOn, snooze, takeOff as takeFrom, wake } from "./asking";
import { momentOf } from "./times";
import type { Opened } from "./wire";

export type Acts = ReturnType<typeof useActs>;

export function useActs(conversation: string, client: string | null) {
  const { t, i18n } = useTranslation("thread");
  const path = { params: { path: { conversation_id: conversation } } };
  const touches = [
    keys.conversation(conversation),
    keys.lists,
    keys.counts,
    keys.now,
    ...(client ? [keys.history(client)] : []),
  ];
  const showing =
    <A>(some: (asked: A, opened: Opened) => Partial<Opened>) =>
    (asked: A, cache: QueryClient) =>
      cache.setQueryData<Opened>(
        keys.conversation(conversation),
        (opened) => opened && { ...opened, ...some(asked, opened) },
      );

  const reopen = useChange({
    ask: () => told(hub.POST("/v1/conversations/{conversation_id}/reopen", path)),
    optimistic: showing<void>(() => ({ status: "open" })),
    touches,
  });
  const close = useChange({
    ask: () => told(hub.POST("/v1/conversations/{conversation_id}/close", path)),
    optimistic: showing<void>(() => ({ status: "closed", waiting_since: null })),
    touches,
    done: () => said(t("done.said"), { undo: () => reopen.mutate() }),
  });
  const waive = useChange({
    ask: () => told(hub.POST("/v1/conversations/{conversation_id}/no-answer-needed", path)),
    optimistic: showing<void>(() => ({ waiting_since: null, due_at: null })),
    touches,
    done: () => said(t("waive.said")),
  });
  const assign = useChange<string | null>({
    ask: (employee_id) =>
      told(
        hub.POST("/v1/conversations/{conversation_id}/assignment", {
          ...path,
          body: { employee_id },
        }),
      ),
    optimistic: showing((assignee_id) => ({ assignee_id })),
    touches,
  });
  const awake = useChange({
    ask: () => wake(conversation),
    optimistic: showing<void>(() => ({ snoozed: false, snoozed_until: null })),
    touches,
  });
  const sleep = useChange<Date | null>({
    ask: (until) => snooze(conversation, until?.toISOString() ?? null),
    optimistic: showing((until) => ({
      snoozed: true,
      snoozed_until: until?.toISOString() ?? null,
    })),
    touches,
    done: (_, until) =>
      said(
        until
          ? t("snooze.saidUntil", { at: momentOf(until, i18n.language) })
          : t("snooze.saidReply"),
        { undo: () => awake.mutate() },
      ),
  });
  const hang = useChange<string>({
    ask: (word) => hangOn(conversation, word),
    optimistic: showing((word, { labels = [] }) => ({ labels: [...labels, word] })),
    touches: [...touches, keys.labels],
  });
  const takeOff = useChange<string>({
    ask: (word) => takeFrom(conversation, word),
    optimistic: showing((word, { labels = [] }) => ({
      labels: labels.filter((one) => one !== word),
    })),
    touches: [...touches, keys.labels],
  });
  const acknowledge = useChange<string>({
    ask: (escalation_id) =>
      told(
        hub.POST(
          "/v1/conversations/{conversation_id}/escalations/{escalation_id}/acknowledgement",
          { params: { path: { conversation_id: conversation, escalation_id } } },
        ),
      ),
    optimistic: showing((id, { escalations }) => ({
      escalations: escalations.map((one) =>
        one.escalation_id === id ? { ...one, acknowledged_at: new Date().toISOString() } : one,
      ),
    })),
    touches,
  });
  return { reopen, close, waive, assign, awake, sleep, hang, takeOff, acknowledge };
}
