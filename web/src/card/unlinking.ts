/** An address taken off the card, onto one of its own; Undo joins them again. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Client, Identity } from "./asking";
import { hanging } from "./hanging";
import { useMerge } from "./joining";

export function useUnlink(client: string) {
  const { t } = useTranslation("card");
  const merge = useMerge();
  const change = useChange({
    ask: ({ identity_id }: Identity) =>
      told(
        hub.POST("/v1/clients/{client_id}/identities/{identity_id}/unlink", {
          params: { path: { client_id: client, identity_id } },
        }),
      ),
    optimistic: ({ identity_id }, cache) =>
      cache.setQueryData<Client>(
        keys.client(client),
        (card) =>
          card && {
            ...card,
            identities: card.identities.filter((one) => one.identity_id !== identity_id),
          },
      ),
    touches: hanging(client),
    done: (parted) =>
      said(t("identities.unlinked"), {
        undo: () => merge({ into: client, other: parted.client_id, merge_id: crypto.randomUUID() }),
      }),
  });
  return change.mutate;
}
