/** Both languages say the same things, each with its own plurals. */
import { expect, test } from "vitest";

const found = import.meta.glob<object>("./*.{ru,en}.ts", { eager: true, import: "default" });
const areas = Object.keys(found)
  .filter((path) => path.endsWith(".ru.ts"))
  .map((path) => path.slice(2, -6));

const PLURAL = /_(zero|one|two|few|many|other)$/;
const FORMS = { ru: ["one", "few", "many", "other"], en: ["one", "other"] };

/** Every word by its path, and what it says. */
function leaves(words: object, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([name, said]) =>
    typeof said === "string" ? [[path + name, said]] : leaves(said, `${path}${name}.`),
  );
}

const said = (area: string, language: "ru" | "en") =>
  leaves(found[`./${area}.${language}.ts`] ?? {});
const names = (area: string, language: "ru" | "en") => [
  ...new Set(said(area, language).map(([name]) => name.replace(PLURAL, ""))),
];

test.each(areas)("%s has the same words in both languages", (area) => {
  expect(names(area, "en").sort()).toEqual(names(area, "ru").sort());
});

test.each(areas)("%s has every plural of its language", (area) => {
  for (const language of ["ru", "en"] as const) {
    const words = new Set(said(area, language).map(([name]) => name));
    const counted = [...words].filter((name) => PLURAL.test(name));
    const missing = counted
      .map((name) => name.replace(PLURAL, ""))
      .flatMap((name) => FORMS[language].map((form) => `${name}_${form}`))
      .filter((name) => !words.has(name));

    expect(missing).toEqual([]);
  }
});

test.each(areas)("%s says nothing empty, and fills in the same in both languages", (area) => {
  const filled = (text: string) => [...text.matchAll(/\{\{(\w+)/g)].map(([, name]) => name).sort();
  const english = new Map(said(area, "en"));
  for (const [name, text] of said(area, "ru")) {
    const other = english.get(name);

    expect(text.trim(), name).not.toBe("");
    if (other !== undefined && !PLURAL.test(name))
      expect(filled(other), name).toEqual(filled(text));
  }
});
