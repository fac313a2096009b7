/** The opposite of an act, by what was before; and what of it the hub refused. */
import i18next from "i18next";
import { failed } from "@/shell/notices";
import type { Act } from "./becoming";
import { Problem } from "./client";
import type { Conversation } from "./conversations";
import type { components } from "./schema";

export type Done = components["schemas"]["BulkResult"];

interface Back {
  these: Conversation[];
  act: Act;
}

/** What brings each of them back to where it was. */
export function undoing(before: readonly Conversation[], act: Act): Back[] {
  const these = [...before];
  switch (act.kind) {
    case "assign":
      return [...Map.groupBy(these, (one) => one.assignee_id)].map(([employee_id, same]) => ({
        these: same,
        act: { kind: "assign", employee_id },
      }));
    case "close":
      return some(these, (one) => one.status === "open", { kind: "reopen" });
    case "reopen":
      return some(these, (one) => one.status === "closed", { kind: "close" });
    case "snooze":
      return [...some(these, (one) => !one.snoozed, { kind: "wake" }), ...snoozedAgain(these)];
    case "wake":
      return snoozedAgain(these);
    case "label":
      return some(these, (one) => !one.labels.includes(act.label), { ...act, kind: "unlabel" });
    case "unlabel":
      return some(these, (one) => one.labels.includes(act.label), { ...act, kind: "label" });
  }
}

function snoozedAgain(these: Conversation[]): Back[] {
  const snoozed = these.filter((one) => one.snoozed);
  return [...Map.groupBy(snoozed, (one) => one.snoozed_until ?? null)].map(([until, same]) => ({
    these: same,
    act: { kind: "snooze", until },
  }));
}

function some(these: Conversation[], which: (one: Conversation) => boolean, act: Act): Back[] {
  const chosen = these.filter(which);
  return chosen.length > 0 ? [{ these: chosen, act }] : [];
}

/** Says which of many did not work; the lists show them again. */
export function refusedOf({ results }: Done, all: number): ReadonlySet<string> {
  const refused = results.filter((one) => one.problem);
  const ids = new Set(refused.map((one) => one.conversation_id));
  const detail = refused[0]?.problem;
  if (!detail) return ids;
  const text =
    all === 1 ? detail : i18next.t("inbox:someRefused", { count: refused.length, all, detail });
  failed(new Problem(409, text));
  return ids;
}
