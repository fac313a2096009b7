/** Money: exact digits from the hub, shown and read as people write them. */
import type { Amount } from "./asking";

export function money({ amount, currency }: Amount, language: string): string {
  const whole = /^-?\d+(\.0+)?$/.test(amount);
  const format = new Intl.NumberFormat(language, {
    style: "currency",
    currency,
    currencyDisplay: "narrowSymbol",
    minimumFractionDigits: whole ? 0 : undefined,
    maximumFractionDigits: whole ? 0 : undefined,
  });
  return format.format(amount as Intl.StringNumericLiteral);
}

const PLAIN = /^\d{1,15}([.,]\d{1,2})?$/;
const WITH_COMMAS = /^\d{1,3}(,\d{3}){1,4}(\.\d{1,2})?$/;

/** The digits that somebody wrote: "125 000,50 ₽" is 125000.50; null: that is no amount. */
export function digitsOf(written: string): string | null {
  const bare = written.replace(/[\s'₽$€]/gu, "").replace(/(руб|р|rub)\.?$/iu, "");
  if (WITH_COMMAS.test(bare)) return bare.replaceAll(",", "");
  return PLAIN.test(bare) ? bare.replace(",", ".") : null;
}
