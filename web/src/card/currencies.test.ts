// @vitest-environment jsdom
/** Currencies: the near ones first, every one once, and the last choice is where the next begins. */
import { beforeEach, expect, test } from "vitest";
import { currencies, keepCurrency, lastCurrency } from "./currencies";

beforeEach(() => localStorage.clear());

test("the rouble stands first, by its name in the reader's language", () => {
  expect(currencies("ru", "RUB").near[0]).toEqual({
    value: "RUB",
    label: "RUB · российский рубль",
  });
});

test("every currency stands there once, also one that the browser does not know", () => {
  const { near, far } = currencies("ru", "XQQ");
  const codes = [...near, ...far].map((one) => one.value);

  expect(codes).toContain("XQQ");
  expect(new Set(codes).size).toBe(codes.length);
});

test("the last choice is where the next deal begins, and the rouble where none was made", () => {
  expect(lastCurrency()).toBe("RUB");
  keepCurrency("KZT");
  expect(lastCurrency()).toBe("KZT");
});
