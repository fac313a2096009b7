/** What is looked for while typing: at the beginning of a word, where the caret stands. */
import { expect, test } from "vitest";
import { filledIn, fits, triggerAt } from "./trigger";

const found = (text: string, note = false) => triggerAt(text, text.length, note);

test("a slash or a semicolon at the beginning of a word asks for canned answers", () => {
  expect(found("Здравствуйте! /цен")).toEqual({ kind: "canned", words: "цен", from: 14 });
  expect(found(";")).toEqual({ kind: "canned", words: "", from: 0 });
});

test("inside a word or an address they are signs like others", () => {
  expect([found("и/или"), found("https://x"), found("так; потом")]).toEqual([null, null, null]);
});

test("colleagues are mentioned in notes alone", () => {
  expect(found("@Ан", true)).toMatchObject({ kind: "mention", words: "Ан" });
  expect([found("@Ан"), found("a@b", true)]).toEqual([null, null]);
});

test("what was chosen takes the place of the sign and the word", () => {
  const trigger = triggerAt("Да, /ад потом", 7, false);
  expect(trigger && filledIn("Да, /ад потом", 7, trigger, "Москва")).toEqual({
    text: "Да, Москва потом",
    caret: 10,
  });
});

test("every word has to occur somewhere", () => {
  expect([fits("дост моск", "Доставка", "по Москве"), fits("дост", "Цена", null)]).toEqual([
    true,
    false,
  ]);
});
