/** A sentence of the hub, in the language of whoever reads it. */
import i18next from "i18next";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { inRussian, russianKnown, watchRussian } from "./russian";

/** As it is where there are no words of ours for it. */
export function spoken(english: string): string {
  return (i18next.language === "ru" && inRussian(english)) || english;
}

/** The same in what is drawn: drawn again when the language changes, or its words have come. */
export function useSpoken(): (english: string) => string {
  useTranslation();
  useSyncExternalStore(watchRussian, russianKnown);
  return spoken;
}
