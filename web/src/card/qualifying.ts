/** Deciding about a lead: theirs or not, worth pursuing or not. */
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import type { Lead } from "./asking";
import type { NewDeal } from "./deal-form";
import { changed, edited } from "./edited";
import { hanging } from "./hanging";

export type LeadAct = { lead_id: string } & (
  | { act: "confirm" | "detach" | "reopen" }
  | { act: "reject"; reason: string }
  | { act: "qualify"; deal: NewDeal | null }
);

function ask(doing: LeadAct): Promise<unknown> {
  const params = { path: { lead_id: doing.lead_id } };
  switch (doing.act) {
    case "confirm":
      return told(hub.POST("/v1/leads/{lead_id}/confirm", { params }));
    case "detach":
      return told(hub.POST("/v1/leads/{lead_id}/detach", { params }));
    case "reopen":
      return told(hub.POST("/v1/leads/{lead_id}/reopen", { params }));
    case "reject":
      return told(
        hub.POST("/v1/leads/{lead_id}/reject", { params, body: { reason: doing.reason } }),
      );
    case "qualify":
      return told(hub.POST("/v1/leads/{lead_id}/qualify", { params, body: { deal: doing.deal } }));
  }
}

/** What the card shows until the hub has answered. */
const WILL_BE: Record<Exclude<LeadAct["act"], "detach">, Partial<Lead>> = {
  confirm: { claimed: false },
  reopen: { status: "open", reason: null },
  reject: { status: "rejected" },
  qualify: { status: "qualified" },
};

export function useLeadWork(client: string) {
  const { t } = useTranslation("card");
  const change = useChange<LeadAct>({
    ask,
    optimistic: (doing, cache) =>
      edited<Lead>(cache, keys.leads(client), (items) => {
        const is = (lead: Lead) => lead.lead_id === doing.lead_id;
        if (doing.act === "detach") return items.filter((lead) => !is(lead));
        const reason = doing.act === "reject" ? { reason: doing.reason } : {};
        return changed(is, { ...WILL_BE[doing.act], ...reason })(items);
      }),
    touches: hanging(client),
    done: (_, { lead_id, act }) => {
      if (act === "reopen" || act === "confirm") return;
      const undo = act === "reject" ? () => change.mutate({ lead_id, act: "reopen" }) : undefined;
      said(t(`leads.done.${act}`), { undo });
    },
  });
  return change.mutate;
}
