/** Acting from the board: whose it is, and that somebody has taken on the alarm. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { failed, said } from "@/shell/notices";
import type { Now, Waiting } from "./asking";

interface Assignment {
  conversation_id: string;
  /** Null: nobody. */
  employee_id: string | null;
  before: string | null;
}

type Conversation = Waiting["conversation"];

const withOne = (now: Now | undefined, id: string, change: Partial<Conversation>) =>
  now && {
    ...now,
    waiting: now.waiting.map((one) =>
      one.conversation.conversation_id === id
        ? { ...one, conversation: { ...one.conversation, ...change } }
        : one,
    ),
  };

const touched = ({ conversation_id }: { conversation_id: string }) => [
  keys.now,
  keys.conversation(conversation_id),
  keys.lists,
  keys.counts,
];

const at = (conversation_id: string) => ({ params: { path: { conversation_id } } });

export function useAssign() {
  const { t } = useTranslation("now");
  const change = useChange<Assignment>({
    ask: ({ conversation_id, employee_id }) =>
      told(
        hub.POST("/v1/conversations/{conversation_id}/assignment", {
          ...at(conversation_id),
          body: { employee_id },
        }),
      ),
    optimistic: ({ conversation_id, employee_id }, cache) =>
      cache.setQueryData<Now>(keys.now, (now) =>
        withOne(now, conversation_id, { assignee_id: employee_id }),
      ),
    touches: touched,
    done: (_, { conversation_id, employee_id, before }) =>
      said(t("assigned"), {
        undo: () => change.mutate({ conversation_id, employee_id: before, before: employee_id }),
      }),
  });
  return change.mutate;
}

interface TakingOn {
  conversation_id: string;
  me: string;
}

export function useAcknowledge() {
  const { t } = useTranslation("now");
  const change = useChange<TakingOn>({
    ask: async ({ conversation_id, me }) => {
      const escalation_id = await alarmOf(conversation_id, me);
      if (!escalation_id) throw new Untold(t("untold"));
      const path = { conversation_id, escalation_id };
      return told(
        hub.POST(
          "/v1/conversations/{conversation_id}/escalations/{escalation_id}/acknowledgement",
          { params: { path } },
        ),
      );
    },
    optimistic: ({ conversation_id, me }, cache) =>
      cache.setQueryData<Now>(keys.now, (now) =>
        withOne(now, conversation_id, { acknowledged_by: me }),
      ),
    touches: touched,
    done: () => said(t("acknowledged")),
    refused: (error) => (error instanceof Untold ? said(error.message) : failed(error)),
  });
  return change.mutate;
}

/** Only who was told of an alarm can take it on. */
class Untold extends Error {}

async function alarmOf(conversation: string, me: string) {
  const card = await told(hub.GET("/v1/conversations/{conversation_id}", at(conversation)));
  const mine = card.escalations.filter((one) => one.employee_id === me && !one.acknowledged_at);
  return mine.toSorted((one, other) => other.step - one.step)[0]?.escalation_id;
}
