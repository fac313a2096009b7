/** What stands for a name where there is room for two letters. */
const SHADES = ["cyan", "teal", "indigo", "grape", "pink", "blue", "violet", "green"];
const LETTER = /\p{L}|\p{N}/u;

export function initials(name: string | null | undefined): string {
  const words = (name ?? "").slice(0, 200).split(/\s+/u);
  const letters = words.map((word) => [...word].find((sign) => LETTER.test(sign)) ?? "");
  return letters.filter(Boolean).slice(0, 2).join("").toUpperCase() || "?";
}

export function shade(name: string | null | undefined): string {
  let sum = 0;
  for (const sign of (name ?? "").slice(0, 60)) sum = (sum * 31 + (sign.codePointAt(0) ?? 0)) % 997;
  return SHADES[sum % SHADES.length] ?? "cyan";
}
