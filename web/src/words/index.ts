/** Words in Russian and English: every area has its own two files, found by their names. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";

const found = import.meta.glob<Record<string, unknown>>("./*.{ru,en}.ts", {
  eager: true,
  import: "default",
});

const resources: Record<string, Record<string, Record<string, unknown>>> = { ru: {}, en: {} };
for (const [path, words] of Object.entries(found)) {
  const [, area, language] = /\.\/(.+)\.(ru|en)\.ts$/.exec(path) ?? [];
  if (area && language) resources[language] = { ...resources[language], [area]: words };
}

export const LANGUAGES = ["ru", "en"] as const;
export type Language = (typeof LANGUAGES)[number];

const KEPT = "omnihub.language";

export function speak(language: Language) {
  localStorage.setItem(KEPT, language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

function preferred(): Language {
  const kept = localStorage.getItem(KEPT) ?? navigator.language.slice(0, 2);
  return kept === "en" ? "en" : "ru";
}

void i18next.use(initReactI18next).init({
  resources,
  lng: preferred(),
  fallbackLng: "en",
  defaultNS: "shell",
  interpolation: { escapeValue: false },
});
document.documentElement.lang = i18next.language;
