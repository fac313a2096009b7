/** What is done to conversations, one or many: shown at once, said with a way back. */
import { type QueryKey, useQueryClient } from "@tanstack/react-query";
import i18next from "i18next";
import { said } from "@/shell/notices";
import { type Act, after, leaves } from "./becoming";
import { useChange } from "./change";
import { hub, told } from "./client";
import { type Conversation, relist } from "./conversations";
import { keys } from "./keys";
import { useMe } from "./me";
import { type Done, refusedOf, undoing } from "./undoing";

export type { Act } from "./becoming";

interface Doing {
  these: readonly Conversation[];
  act: Act;
  /** An act that takes another back offers no undo of its own. */
  quiet?: boolean;
}

const AT_ONCE = 100;

export function useAct() {
  const cache = useQueryClient();
  const me = useMe().data?.employee_id;
  const { mutate } = useChange<Doing, Done>({
    ask: ({ these, act }) => perform(idsOf(these), act),
    touches: ({ these }): QueryKey[] => [
      keys.lists,
      keys.counts,
      keys.labels,
      keys.now,
      ...these.map((one) => keys.conversation(one.conversation_id)),
    ],
    optimistic: ({ these, act }) => {
      const ids = new Set(idsOf(these));
      relist(cache, ids, (one, wanted) => (leaves(wanted, act, me) ? null : after(one, act)));
      for (const id of ids)
        cache.setQueryData<Conversation>(
          keys.conversation(id),
          (one) => one && { ...one, ...after(one, act) },
        );
    },
    done: (done, { these, act, quiet }) => {
      const refused = refusedOf(done, these.length);
      const well = these.filter((one) => !refused.has(one.conversation_id));
      if (!quiet && well.length > 0) tell(well, act);
    },
  });

  function tell(these: readonly Conversation[], act: Act) {
    said(i18next.t(`inbox:did.${act.kind}`, { count: these.length }), {
      undo: () => {
        for (const back of undoing(these, act)) mutate({ ...back, quiet: true });
      },
    });
  }

  return (these: readonly Conversation[], act: Act) => {
    for (let at = 0; at < these.length; at += AT_ONCE)
      mutate({ these: these.slice(at, at + AT_ONCE), act });
  };
}

const idsOf = (these: readonly Conversation[]) => these.map((one) => one.conversation_id);

async function perform(conversation_ids: string[], act: Act): Promise<Done> {
  if (act.kind !== "wake")
    return told(hub.POST("/v1/bulk/conversations", { body: { conversation_ids, act } }));
  return { results: await Promise.all(conversation_ids.map(wake)) };
}

async function wake(conversation_id: string) {
  const path = { params: { path: { conversation_id } } };
  const { seq } = await told(hub.POST("/v1/conversations/{conversation_id}/wake", path));
  return { conversation_id, seq, problem: null };
}
