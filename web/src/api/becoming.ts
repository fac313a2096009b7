/** What an act makes of a conversation in a list, shown until the hub has answered. */
import type { Conversation } from "./conversations";
import type { Wanted } from "./keys";

export type Act =
  | { kind: "assign"; employee_id: string | null }
  | { kind: "close" }
  | { kind: "reopen" }
  | { kind: "snooze"; until: string | null }
  | { kind: "wake" }
  | { kind: "label"; label: string }
  | { kind: "unlabel"; label: string };

/** Its fields afterwards. */
export function after(one: Conversation, act: Act): Conversation {
  switch (act.kind) {
    case "assign":
      return { ...one, assignee_id: act.employee_id };
    case "close":
      return { ...one, status: "closed", waiting_since: null };
    case "reopen":
      return { ...one, status: "open" };
    case "snooze":
      return { ...one, snoozed: true, snoozed_until: act.until };
    case "wake":
      return { ...one, snoozed: false, snoozed_until: null };
    case "label":
      return { ...one, labels: [...without(one.labels, act.label), act.label] };
    case "unlabel":
      return { ...one, labels: without(one.labels, act.label) };
  }
}

/** Whether it goes from this list at once. */
export function leaves(wanted: Wanted, act: Act, me: string | null | undefined): boolean {
  const { folder } = wanted;
  switch (act.kind) {
    case "assign":
      if (folder === "mine") return act.employee_id !== me;
      if (folder === "unassigned") return act.employee_id !== null;
      if (folder === "team") return act.employee_id === null || act.employee_id === me;
      return wanted.assignee !== undefined && wanted.assignee !== (act.employee_id ?? "none");
    case "close":
      return folder !== "closed" && folder !== "sent" && folder !== "mentions";
    case "reopen":
      return folder === "closed";
    case "snooze":
      return folder === "mine" || folder === "unassigned" || folder === "team";
    case "wake":
      return folder === "snoozed";
    case "label":
      return false;
    case "unlabel":
      return wanted.label !== undefined && same(wanted.label, act.label);
  }
}

const same = (one: string, other: string) => one.toLowerCase() === other.toLowerCase();
const without = (labels: string[], label: string) => labels.filter((one) => !same(one, label));
