/** A site is named as people type it. */
import { expect, test } from "vitest";
import { originOf, siteSettings } from "./site";

test("a site may be typed with or without https, and with a path behind it", () => {
  expect(originOf("shop.example")).toBe("https://shop.example");
  expect(originOf(" http://shop.example:8080/contacts?x=1 ")).toBe("http://shop.example:8080");
  expect(originOf("не сайт")).toBe("");
  expect(originOf("")).toBe("");
});

test("the hub's own page may always send the form, and stands there once", () => {
  const words = { title: "t", name: "n", phone: "p", email: "e", comment: "c" };

  expect(siteSettings("", "https://hub.example", "ru", words).origins).toEqual([
    "https://hub.example",
  ]);
  expect(siteSettings("hub.example", "https://hub.example", "ru", words).origins).toHaveLength(1);
});
