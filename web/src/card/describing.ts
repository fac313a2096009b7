/** Writing something down about a client, or taking it back; Undo says again what was there. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Attribute } from "./asking";
import { edited } from "./edited";

interface Word {
  attribute: string;
  /** Null: nobody knows any more. */
  value: string | null;
  before: string | null;
}

export type Describe = (word: Word) => void;

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();

export function useDescribe(client: string): Describe {
  const { t } = useTranslation("card");
  const change = useChange<Word>({
    ask: ({ attribute, value }) =>
      told(
        hub.PUT("/v1/clients/{client_id}/attributes/{attribute}", {
          params: { path: { client_id: client, attribute } },
          body: { value },
        }),
      ),
    optimistic: (word, cache) =>
      edited<Attribute>(cache, keys.attributes(client), (items) => withWord(items, word)),
    touches: [keys.attributes(client)],
    done: (_, { attribute, value, before }) => {
      if (value !== null || before === null) return;
      const undo = () => change.mutate({ attribute, value: before, before: null });
      said(t("attributes.removed", { name: attribute }), { undo });
    },
  });
  return change.mutate;
}

function withWord(items: readonly Attribute[], { attribute, value }: Word): Attribute[] {
  const index = items.findIndex((one) => same(one.attribute, attribute));
  if (value === null) return items.filter((_, at) => at !== index);
  const new_ = {
    attribute,
    value,
    identity_id: "",
    said_at: new Date().toISOString(),
    said_by: "",
  };
  return index < 0 ? [...items, new_] : items.with(index, { ...items[index], ...new_ });
}
