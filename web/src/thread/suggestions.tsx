/** What is offered while typing: canned answers with a preview, colleagues to be mentioned. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "@/api/colleagues";
import { keys } from "@/api/keys";
import { failed } from "@/shell/notices";
import { cannedOnes, filled } from "./asking";
import styles from "./composer.module.css";
import { fits, type Trigger } from "./trigger";
import type { Canned } from "./wire";

interface Offer {
  id: string;
  sign: string;
  title: string;
  canned: Canned | null;
}

export type Offered = ReturnType<typeof useSuggestions>;

const MOST = 8;

export function useSuggestions(
  trigger: Trigger | null,
  conversation: string,
  put: (words: string, replaced: Trigger) => void,
) {
  const offers = useOffers(trigger);
  const [chosen, setChosen] = useState({ of: "", at: 0 });
  const of = `${trigger?.kind} ${trigger?.words}`;
  const at = chosen.of === of ? Math.min(chosen.at, Math.max(0, offers.length - 1)) : 0;
  const shown = trigger !== null && offers.length > 0;
  const preview = usePreview(shown ? (offers[at]?.canned ?? null) : null, conversation);

  const take = async (offer: Offer | undefined) => {
    if (!offer || !trigger) return;
    if (!offer.canned) return put(`${offer.sign} `, trigger);
    try {
      put((await filled(offer.canned.canned_id, conversation)).text, trigger);
    } catch (error) {
      failed(error);
    }
  };
  const move = (by: number) => setChosen({ of, at: (at + by + offers.length) % offers.length });

  /** Whether the key was one for the list. */
  const pressed = (key: string): boolean => {
    if (!shown) return false;
    if (key === "ArrowDown") move(1);
    else if (key === "ArrowUp") move(-1);
    else if (key === "Enter" || key === "Tab") void take(offers[at]);
    else return false;
    return true;
  };
  return { offers, at, shown, preview, take, pressed };
}

function useOffers(trigger: Trigger | null): Offer[] {
  const { data: colleagues = [] } = useColleagues();
  const { data } = useQuery({
    queryKey: keys.canned,
    queryFn: cannedOnes,
    enabled: trigger?.kind === "canned",
  });
  if (!trigger) return [];
  if (trigger.kind === "mention") {
    return colleagues
      .filter((one) => one.name && fits(trigger.words, one.name))
      .slice(0, MOST)
      .map((one) => ({ id: one.employee_id, sign: `@${one.name}`, title: "", canned: null }));
  }
  return (data?.items ?? [])
    .filter((one) => fits(trigger.words, one.shortcut, one.title))
    .toSorted((a, b) => rank(b, trigger.words) - rank(a, trigger.words))
    .slice(0, MOST)
    .map((one) => ({ id: one.canned_id, sign: `/${one.shortcut}`, title: one.title, canned: one }));
}

const rank = (one: Canned, words: string) => Number(one.shortcut.startsWith(words));

/** As the hub would fill it; until it has: as it is written. */
function usePreview(canned: Canned | null, conversation: string): string | null {
  const { data } = useQuery({
    queryKey: [...keys.canned, canned?.canned_id, conversation],
    queryFn: () => filled(canned?.canned_id ?? "", conversation),
    enabled: canned !== null,
  });
  return canned ? (data?.text ?? canned.text) : null;
}

export function Suggestions({ id, offered }: { id: string; offered: Offered }) {
  const { t } = useTranslation("thread");
  const { offers, at, preview, take } = offered;
  return (
    <div className={styles.offers}>
      <div id={id} role="listbox" aria-label={t("offers")} className={styles.list}>
        {offers.map((offer, index) => (
          <div
            key={offer.id}
            id={`${id}-${index}`}
            role="option"
            tabIndex={-1}
            aria-selected={index === at}
            className={styles.offer}
            onMouseDown={(event) => {
              event.preventDefault();
              void take(offer);
            }}
          >
            <bdi className={styles.sign}>{offer.sign}</bdi>
            <bdi className={styles.title}>{offer.title}</bdi>
          </div>
        ))}
      </div>
      {preview !== null && (
        <div className={styles.preview} dir="auto">
          {preview}
        </div>
      )}
    </div>
  );
}
