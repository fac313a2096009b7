/** What the hub says in English, in Russian: a sentence is its own key, `{}` where it is filled in. */
import i18next from "i18next";

interface Shape {
  fits: RegExp;
  /** `{1}` is what filled in the first `{}`; `{1|знак|знака|знаков}` counts with it. */
  russian: string;
}

/** Words that are ours only inside a sentence: alone, somebody may have written them. */
const INSIDE = "./inside.json";

const exact = new Map<string, string>();
const inside = new Map<string, string>();
let shapes: Shape[] = [];
const HOLE = /\{(\d)(?:\|([^}]+))?\}/g;

let learning: Promise<void> | undefined;
const watching = new Set<() => void>();

/** Fetches the catalogue once; where that fails, it is asked for again the next time. */
export function learnRussian(): Promise<void> {
  learning ??= learn().catch(() => {
    learning = undefined;
  });
  return learning;
}

async function learn() {
  const { default: files } = await import("./russian/whole");
  for (const [path, catalogue] of Object.entries(files))
    for (const [english, russian] of Object.entries(catalogue))
      (path === INSIDE ? inside : exact).set(english, russian);
  // what says more of itself fits before what would take anything
  shapes = [...exact, ...inside]
    .filter(([english]) => english.includes("{}"))
    .sort(([one], [other]) => other.length - one.length)
    .map(([english, russian]) => ({ fits: fitting(english), russian }));
  for (const tell of watching) tell();
}

function fitting(english: string): RegExp {
  const literal = english.split("{}").map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`^${literal.join("(.*?)")}$`, "s");
}

/** The same in Russian; null where nobody has said it yet. */
export function inRussian(english: string): string | null {
  if (!learning) void learnRussian();
  return whole(english) ?? byParts(english);
}

function whole(english: string): string | null {
  return exact.get(english) ?? sentences(english, true) ?? filled(english);
}

const SENTENCES = /(?<=[.!?])\s+(?=\p{Lu})/u;

/** Several sentences, one after the other: all of them known, or some. */
function sentences(english: string, all: boolean): string | null {
  const [parts, between] = SENTENCES.test(english)
    ? [english.split(SENTENCES), " "]
    : [english.split("; "), "; "];
  if (parts.length < 2) return null;
  const known = parts.map(whole);
  if (all ? known.includes(null) : known.every((one) => one === null)) return null;
  return parts.map((part, index) => known[index] ?? part).join(between);
}

function filled(english: string): string | null {
  for (const { fits, russian } of shapes) {
    const found = fits.exec(english);
    if (found)
      return russian.replace(HOLE, (_, at, forms) => filledIn(found[Number(at)] ?? "", forms));
  }
  return null;
}

function filledIn(filling: string, forms?: string): string {
  if (forms) return counted(filling, forms.split("|"));
  return within(filling) ?? filling;
}

const within = (english: string) => inside.get(english) ?? whole(english);

function counted(filling: string, [one, few, many]: string[]): string {
  const rule = new Intl.PluralRules("ru").select(Number(filling));
  return `${filling} ${rule === "one" ? one : rule === "many" ? many : few}`;
}

/** Not all of it is known, or it says first what it is about: `text: there are no words in it`. */
function byParts(english: string): string | null {
  const [, about, rest] = /^([\w.]+): (.+)$/s.exec(english) ?? [];
  const said = about && rest ? whole(rest) : null;
  if (about && said) return `${within(about) ?? about}: ${said}`;
  return sentences(english, false);
}

export function watchRussian(tell: () => void) {
  watching.add(tell);
  return () => watching.delete(tell);
}

export const russianKnown = () => shapes.length > 0;

/** Asked for once the page stands and rests: nothing else waits for what only trouble needs. */
function prepare(language: string) {
  if (language !== "ru") return;
  if (document.readyState === "complete") atRest();
  else addEventListener("load", atRest, { once: true });
}

function atRest() {
  const later = globalThis.requestIdleCallback ?? setTimeout; // Safari has no word for it
  later(() => void learnRussian());
}

i18next.on("languageChanged", prepare);
if (i18next.language) prepare(i18next.language);
