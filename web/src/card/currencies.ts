/** Currencies: those nearest first, then the rest that the browser knows; the last one chosen is kept. */

/** What deals here are mostly in: the rouble, its neighbours', and what is traded in. */
const NEAR = "RUB BYN KZT UZS KGS AMD GEL AZN TJS MDL USD EUR CNY AED TRY GBP".split(" ");
const KEPT = "omnihub.currency";

export interface Currency {
  value: string;
  label: string;
}

/** By their codes (ISO 4217), as the language names them; `also` is among them whatever it is. */
export function currencies(language: string, also: string): { near: Currency[]; far: Currency[] } {
  const names = new Intl.DisplayNames(language, { type: "currency" });
  const named = (value: string) => ({ value, label: `${value} · ${names.of(value) ?? value}` });
  const every = new Set([...Intl.supportedValuesOf("currency"), also]);
  const far = [...every].filter((one) => !NEAR.includes(one)).sort();
  return { near: NEAR.map(named), far: far.map(named) };
}

export function lastCurrency(): string {
  try {
    const kept = localStorage.getItem(KEPT) ?? "";
    return /^[A-Z]{3}$/.test(kept) ? kept : "RUB";
  } catch {
    return "RUB"; // a browser that keeps nothing
  }
}

export function keepCurrency(currency: string) {
  try {
    localStorage.setItem(KEPT, currency);
  } catch {
    // a browser that keeps nothing: the next deal begins with the rouble again
  }
}
