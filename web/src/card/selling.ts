/** Working on deals: begun, moved, priced, ended; a move and an end can be taken back. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { useMe } from "@/api/me";
import { said } from "@/shell/notices";
import type { Amount, Deal } from "./asking";
import type { NewDeal } from "./deal-form";
import { changed, edited } from "./edited";

export type DealAct = { deal: Deal } & (
  | { act: "win" | "reopen" }
  | { act: "move"; stage: string }
  | { act: "lose"; reason: string }
  | { act: "price"; price: Amount }
);

const touched = (client: string) => [keys.deals(client), keys.leads(client), keys.history(client)];

function ask(doing: DealAct): Promise<unknown> {
  const params = { path: { deal_id: doing.deal.deal_id } };
  switch (doing.act) {
    case "move":
      return told(
        hub.POST("/v1/deals/{deal_id}/move", {
          params,
          body: { stage: doing.stage, from: doing.deal.stage },
        }),
      );
    case "win":
      return told(hub.POST("/v1/deals/{deal_id}/win", { params, body: { currency: "RUB" } }));
    case "lose":
      return told(hub.POST("/v1/deals/{deal_id}/lose", { params, body: { reason: doing.reason } }));
    case "price":
      return told(hub.POST("/v1/deals/{deal_id}/price", { params, body: doing.price }));
    case "reopen":
      return told(hub.POST("/v1/deals/{deal_id}/reopen", { params, body: {} }));
  }
}

/** What the card shows until the hub has answered. */
function willBe(doing: DealAct): Partial<Deal> {
  const now = new Date().toISOString();
  switch (doing.act) {
    case "move":
      return { stage: doing.stage, stage_since: now };
    case "win":
      return { status: "won", closed_at: now };
    case "lose":
      return { status: "lost", closed_at: now, reason: doing.reason };
    case "price":
      return { price: doing.price };
    case "reopen":
      return { status: "open", closed_at: null, reason: null };
  }
}

export function useDealWork(client: string) {
  const { t } = useTranslation("card");
  const change = useChange<DealAct>({
    ask,
    optimistic: (doing, cache) => {
      const is = (deal: Deal) => deal.deal_id === doing.deal.deal_id;
      edited<Deal>(cache, keys.deals(client), changed(is, willBe(doing)));
    },
    touches: touched(client),
    done: (_, doing) => {
      const back = backOf(doing);
      if (back) said(t(`deals.done.${doing.act}`), { undo: () => change.mutate(back) });
    },
  });
  return change.mutate;
}

function backOf(doing: DealAct): DealAct | null {
  const { deal, act } = doing;
  if (act === "move") {
    const there = { ...deal, stage: doing.stage };
    return there.stage === deal.stage ? null : { deal: there, act, stage: deal.stage };
  }
  return act === "win" || act === "lose" ? { deal, act: "reopen" } : null;
}

export function useOpenDeal(client: string) {
  const me = useMe().data;
  const change = useChange({
    ask: ({ deal_id, ...deal }: NewDeal & { deal_id: string }) =>
      told(hub.POST("/v1/deals", { body: { ...deal, deal_id, client_id: client } })),
    optimistic: (deal, cache) =>
      edited<Deal>(cache, keys.deals(client), (items) => [
        begun(deal, client, me?.employee_id ?? null),
        ...items,
      ]),
    touches: touched(client),
  });
  return (deal: NewDeal) => change.mutate({ ...deal, deal_id: crypto.randomUUID() });
}

function begun(deal: NewDeal & { deal_id: string }, client: string, owner: string | null): Deal {
  const now = new Date().toISOString();
  const { deal_id, pipeline, title, amount, currency } = deal;
  const nobody = { lead_id: null, channel: null, account: null, reason: null, name: null };
  return {
    ...nobody,
    deal_id,
    identity_id: "",
    client_id: client,
    pipeline,
    stage: deal.stage ?? "",
    status: "open",
    title,
    price: amount === null ? null : { amount, currency },
    owner_id: owner,
    opened_at: now,
    opened_seq: 0,
    stage_since: now,
    closed_at: null,
    visit: 1,
  };
}
