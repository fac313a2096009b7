/** Foreign words stay words: only http(s) becomes a link, only colleagues become mentions. */
import { expect, test } from "vitest";
import { mentionedIn, partsOf } from "./parts";

const anna = { employee_id: "a", name: "Анна" };
const annaMaria = { employee_id: "am", name: "Анна Мария" };
const whole = (text: string) =>
  partsOf(text, [anna])
    .map((part) => part.text)
    .join("");
const links = (text: string) =>
  partsOf(text).flatMap((part) => (part.kind === "link" ? [part.href] : []));

const PAYLOADS = [
  "<script>alert(1)</script>",
  "<img src=x onerror=alert(1)>",
  "javascript:alert(1)",
  "JaVaScRiPt:alert(1)",
  "data:text/html,<script>alert(1)</script>",
  "vbscript:msgbox(1)",
  "http://",
  "https://[",
  "ftp://example.com/x",
  "//evil.example",
];

test.each(PAYLOADS)("%s is text and leads nowhere", (payload) => {
  expect(links(payload)).toEqual([]);
  expect(whole(payload)).toBe(payload);
});

test("nothing of a text is lost or added, whatever stands in it", () => {
  const text =
    'a https://x.example/?q=<b>"c"</b> (см. https://ru.wikipedia.org/wiki/A_(b)). @Анна!';
  expect(whole(text)).toBe(text);
});

test("an address ends before markup, quotes and the sentence's own punctuation", () => {
  expect(links('https://x.example/a"onclick="alert(1)')).toEqual(["https://x.example/a"]);
  expect(links("Смотрите https://x.example/a, потом (https://y.example/b).")).toEqual([
    "https://x.example/a",
    "https://y.example/b",
  ]);
});

test("a bracket that the address opened is its own", () => {
  expect(links("https://ru.wikipedia.org/wiki/A_(b)")).toEqual([
    "https://ru.wikipedia.org/wiki/A_(b)",
  ]);
});

test("the longer of two names is meant, each colleague once", () => {
  const text = "@Анна Мария и @Анна, ещё раз @Анна, и @Никто";
  expect(mentionedIn(text, [anna, annaMaria])).toEqual(["am", "a"]);
});
