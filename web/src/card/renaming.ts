/** Another name on the card; the one before comes back with Undo. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Client } from "./asking";

interface Renaming {
  name: string;
  before: string | null;
}

export function useRename(client: string) {
  const { t } = useTranslation("card");
  const path = { client_id: client };
  const change = useChange<Renaming>({
    ask: ({ name }) =>
      told(hub.PATCH("/v1/clients/{client_id}", { params: { path }, body: { name } })),
    optimistic: ({ name }, cache) =>
      cache.setQueryData<Client>(keys.client(client), (card) => card && { ...card, name }),
    touches: [keys.client(client), keys.clients, keys.lists],
    done: (_, { name, before }) => {
      const undo = before ? () => change.mutate({ name: before, before: null }) : undefined;
      if (before) said(t("renamed", { name }), { undo });
    },
  });
  return change.mutate;
}
