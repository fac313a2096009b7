/** What is being looked for while typing: a canned answer by `/` or `;`, a colleague by `@`. */
export interface Trigger {
  kind: "canned" | "mention";
  /** What stands behind the sign so far. */
  words: string;
  /** Where the sign stands in the text. */
  from: number;
}

const CANNED = /(?:^|\s)([/;])([^\s/;]{0,40})$/u;
const MENTION = /(?:^|[\s(])@([^\s@]{0,40}(?: [^\s@]{1,40})?)$/u;

export function triggerAt(text: string, caret: number, note: boolean): Trigger | null {
  const before = text.slice(0, caret);
  const canned = CANNED.exec(before);
  if (canned)
    return { kind: "canned", words: canned[2] ?? "", from: caret - (canned[2]?.length ?? 0) - 1 };
  const mention = note ? MENTION.exec(before) : null;
  if (!mention) return null;
  return { kind: "mention", words: mention[1] ?? "", from: caret - (mention[1]?.length ?? 0) - 1 };
}

/** The text with this in the place of the sign and what followed it, and where the caret goes. */
export function filledIn(text: string, caret: number, trigger: Trigger, words: string) {
  const filled = text.slice(0, trigger.from) + words + text.slice(caret);
  return { text: filled, caret: trigger.from + words.length };
}

/** Whether all that is looked for occurs in it, in either language's case. */
export function fits(words: string, ...in_: (string | null)[]): boolean {
  const where = in_.join(" ").toLocaleLowerCase();
  return words
    .toLocaleLowerCase()
    .split(/\s+/u)
    .every((word) => where.includes(word));
}
