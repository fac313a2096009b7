/** Words in Russian and English: every area has its own two files, found by their names. */
import i18next from "i18next";
import { initReactI18next } from "react-i18next";
import { keepLanguage, preferredLanguage } from "@/begun";

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

export function speak(language: Language) {
  keepLanguage(language);
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

void i18next.use(initReactI18next).init({
  resources,
  lng: preferredLanguage(),
  fallbackLng: "en",
  defaultNS: "shell",
  interpolation: { escapeValue: false },
});
document.documentElement.lang = i18next.language;
