import { expect, test } from "vitest";
import { digitsOf, money } from "./money";

const plain = (text: string) => text.replace(/\s/gu, " ");

test("an amount is shown in full, and kopecks only where there are any", () => {
  expect(plain(money({ amount: "117000.00", currency: "RUB" }, "ru"))).toBe("117 000 ₽");
  expect(plain(money({ amount: "12.50", currency: "RUB" }, "ru"))).toBe("12,50 ₽");
});

test("an amount beyond what a number holds stays exact", () => {
  expect(money({ amount: "90071992547409931.00", currency: "USD" }, "en")).toBe(
    "$90,071,992,547,409,931",
  );
});

test.each([
  ["125 000,50 ₽", "125000.50"],
  ["125000", "125000"],
  ["1,250,000", "1250000"],
  ["1500 руб.", "1500"],
  ["12.5", "12.5"],
])("%s is read as %s", (written, digits) => {
  expect(digitsOf(written)).toBe(digits);
});

test.each(["", "много", "-5", "1.2.3", "12,345,6"])("%s is no amount", (written) => {
  expect(digitsOf(written)).toBeNull();
});
