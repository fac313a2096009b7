/** Folding: of a long text only its beginning is shown at first. */
const MOST_SIGNS = 1200;
const MOST_LINES = 16;

/** The beginning; null where the text is short enough to be shown whole. */
export function foldedText(text: string): string | null {
  const lines = text.split("\n", MOST_LINES + 5);
  if (text.length <= MOST_SIGNS * 1.2 && lines.length <= MOST_LINES + 4) return null;
  const begun = lines.slice(0, MOST_LINES).join("\n").slice(0, MOST_SIGNS);
  return begun.replace(/[\uD800-\uDBFF]$/u, "").trimEnd();
}
