/** A text taken apart into words, links and mentions: what is none of ours stays text. */
export type Part =
  | { kind: "text"; text: string }
  | { kind: "link"; text: string; href: string }
  | { kind: "mention"; text: string; employeeId: string };

export interface Mentionable {
  employee_id: string;
  name: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/giu;
const TRAILING = /[.,;:!?…»”’)\]}]+$/u;
const OPENING: Record<string, string> = { ")": "(", "]": "[", "}": "{" };

export function partsOf(text: string, mentioned: readonly Mentionable[] = []): Part[] {
  const parts: Part[] = [];
  let from = 0;
  for (const found of text.matchAll(ADDRESS)) {
    const shown = withoutTrailing(found[0]);
    const href = safe(shown);
    if (!href) continue;
    parts.push(...withMentions(text.slice(from, found.index), mentioned));
    parts.push({ kind: "link", text: shown, href });
    from = found.index + shown.length;
  }
  parts.push(...withMentions(text.slice(from), mentioned));
  return parts;
}

/** Punctuation behind an address is the sentence's; a bracket stays where the address opened it. */
function withoutTrailing(address: string): string {
  const trailing = TRAILING.exec(address)?.[0] ?? "";
  let kept = address.slice(0, address.length - trailing.length);
  for (const sign of trailing) {
    const opening = OPENING[sign];
    if (!opening || count(kept, opening) <= count(kept, sign)) break;
    kept += sign;
  }
  return kept;
}

const count = (text: string, sign: string) => text.split(sign).length - 1;

/** Only where it is http(s) for the browser too. */
function safe(address: string): string | null {
  if (!URL.canParse(address)) return null;
  const { protocol, href } = new URL(address);
  return protocol === "http:" || protocol === "https:" ? href : null;
}

function withMentions(text: string, mentioned: readonly Mentionable[]): Part[] {
  const longestFirst = mentioned
    .filter((one) => one.name)
    .toSorted((a, b) => (b.name?.length ?? 0) - (a.name?.length ?? 0));
  const parts: Part[] = [];
  let from = 0;
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    const one = longestFirst.find(({ name }) => text.startsWith(`@${name}`, at));
    if (!one || at < from) continue;
    if (at > from) parts.push({ kind: "text", text: text.slice(from, at) });
    parts.push({ kind: "mention", text: `@${one.name}`, employeeId: one.employee_id });
    from = at + 1 + (one.name?.length ?? 0);
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}

/** Who is named in a text with an `@`. */
export function mentionedIn(text: string, colleagues: readonly Mentionable[]): string[] {
  const found = withMentions(text, colleagues).flatMap((part) =>
    part.kind === "mention" ? [part.employeeId] : [],
  );
  return [...new Set(found)];
}
