/** A thin line of the timeline: what happened, with whom, and a few words of it. */
type Detail = Record<string, unknown>;

export interface Line {
  /** A word at `line.<word>`. */
  word: string;
  /** Whom it is about; null: nobody in person. */
  who?: string | null;
  /** Words of the event, foreign ones among them. */
  words?: string;
  /** A moment of the event. */
  at?: string;
  money?: { amount: string; currency: string };
  /** Stages, by their names in the pipeline. */
  stages?: { pipeline: string | null; from?: string; to: string };
}

const text = (value: unknown) => (typeof value === "string" && value ? value : undefined);
const id = (value: unknown) => text(value) ?? null;

export function lineOf(kind: string, detail: Detail): Line {
  const word = kind;
  switch (kind) {
    case "conversation.assigned":
    case "lead.assigned":
    case "deal.assigned":
    case "task.assigned":
    case "escalation.raised":
      return { word, who: id(detail.employee_id) };
    case "escalation.acknowledged":
      return { word, who: id(detail.by) };
    case "conversation.snoozed":
      return detail.until ? { word, at: text(detail.until) } : { word: `${kind}_reply` };
    case "task.rescheduled":
      return detail.due_at ? { word, at: text(detail.due_at) } : { word: `${kind}_never` };
    case "conversation.labelled":
    case "conversation.unlabelled":
      return { word, words: text(detail.label) };
    case "lead.opened":
    case "deal.opened":
      return { word, words: text(detail.title) ?? text(detail.form) };
    case "task.opened":
      return {
        word: detail.kind === "call_back" ? "task.call_back" : word,
        words: text(detail.title),
        ...(detail.assignee_id ? { who: id(detail.assignee_id) } : {}),
      };
    case "form.received":
      return { word, words: text(detail.form) };
    case "lead.rejected":
    case "deal.lost":
    case "task.cancelled":
    case "escalation.skipped":
      return { word, words: text(detail.reason) };
    case "task.done":
      return { word, words: text(detail.outcome) };
    case "deal.priced":
    case "deal.won":
      return { word, money: moneyOf(detail.price) };
    case "deal.moved":
      return { word, stages: stagesOf(detail, detail.to_stage) };
    case "deal.reopened":
      return { word, stages: stagesOf(detail, detail.stage) };
    default:
      return { word };
  }
}

function moneyOf(price: unknown): Line["money"] {
  const { amount, currency } = (price ?? {}) as { amount?: unknown; currency?: unknown };
  if (amount === undefined || typeof currency !== "string") return undefined;
  return { amount: String(amount), currency };
}

function stagesOf(detail: Detail, to: unknown): Line["stages"] {
  const stage = text(to);
  if (!stage) return undefined;
  return { pipeline: id(detail.pipeline), from: text(detail.from_stage), to: stage };
}
