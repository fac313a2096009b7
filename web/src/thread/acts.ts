/** What can be done with the opened conversation alone: shown at once, taken back where the hub refuses. */
import type { QueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Opened } from "./wire";

export type Acts = ReturnType<typeof useActs>;

export function useActs(conversation: string, client: string | null) {
  const { t } = useTranslation("thread");
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

  const waive = useChange({
    ask: () =>
      told(
        hub.POST("/v1/conversations/{conversation_id}/no-answer-needed", {
          params: { path: { conversation_id: conversation } },
        }),
      ),
    optimistic: showing<void>(() => ({ waiting_since: null, due_at: null })),
    touches,
    done: () => said(t("waive.said")),
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
  return { waive, acknowledge };
}
