/** Two cards made one, one made two again, and two kept apart for ever. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Client, Merge } from "./asking";
import { hanging } from "./hanging";
import { movedBy } from "./moved";

export interface Joining {
  /** The card that stays. */
  into: string;
  /** The card that it takes over. */
  other: string;
  merge_id: string;
}

export function useMerge() {
  const { t } = useTranslation("card");
  const undo = useUnmerge();
  const change = useChange({
    ask: ({ into, other, merge_id }: Joining) =>
      told(
        hub.POST("/v1/clients/{client_id}/merge", {
          params: { path: { client_id: into } },
          body: { other_client_id: other, merge_id },
        }),
      ),
    optimistic: ({ into, other }, cache) => {
      const taken = cache.getQueryData<Client>(keys.client(other));
      cache.setQueryData<Client>(
        keys.client(into),
        (card) => card && taken && { ...card, ...together(card, taken) },
      );
      cache.setQueryData<Client>(
        keys.client(other),
        (card) => card && { ...card, absorbed_into: into },
      );
    },
    touches: ({ into, other }) => [...hanging(into), ...hanging(other)],
    done: (_, { into, other, merge_id }) =>
      said(t("merge.merged"), {
        seconds: 12,
        undo: () => undo({ client: into, absorbed_id: other, merge_id }),
      }),
  });
  return change.mutate;
}

const together = (card: Client, taken: Client) => ({
  identities: [...card.identities, ...taken.identities],
  conversations: [...card.conversations, ...taken.conversations],
});

interface Parting {
  client: string;
  absorbed_id: string;
  merge_id: string;
}

export function useUnmerge() {
  const { t } = useTranslation("card");
  const change = useChange({
    ask: ({ client, merge_id }: Parting) =>
      told(
        hub.POST("/v1/clients/{client_id}/unmerge", {
          params: { path: { client_id: client } },
          body: { merge_id },
        }),
      ),
    optimistic: ({ client, merge_id }, cache) =>
      cache.setQueryData<Client>(keys.client(client), (card) => card && without(card, merge_id)),
    touches: ({ client, absorbed_id }) => [...hanging(client), ...hanging(absorbed_id)],
    done: () => said(t("merge.unmerged")),
  });
  return change.mutate;
}

function without(card: Client, merge_id: string): Client {
  const merge = card.merges.find((one: Merge) => one.merge_id === merge_id);
  const gone = new Set(merge ? movedBy(merge, card.identities).map((one) => one.identity_id) : []);
  return {
    ...card,
    identities: card.identities.filter((one) => !gone.has(one.identity_id)),
    conversations: card.conversations.filter((one) => !gone.has(one.identity_id)),
    merges: card.merges.filter((one) => one.merge_id !== merge_id),
  };
}

interface Apart {
  client: string;
  identity_id: string;
  other_identity_id: string;
}

export function useNever() {
  const { t } = useTranslation("card");
  const change = useChange({
    ask: ({ client, ...body }: Apart) =>
      told(
        hub.POST("/v1/clients/{client_id}/never", {
          params: { path: { client_id: client } },
          body,
        }),
      ),
    touches: ({ client }) => [keys.client(client)],
    done: () => said(t("merge.apart")),
  });
  return change.mutate;
}
