/** A form is made of a schema, and says only what was changed. */
import { expect, test } from "vitest";
import { fieldsOf, settingsOf } from "./schema-fields";

const SCHEMA = {
  required: ["token"],
  properties: {
    token: { type: "string", title: "Token" },
    proxy: { anyOf: [{ type: "string" }, { type: "null" }], default: null },
    port: { type: "integer", default: 993 },
    tls: { enum: ["tls", "none"], default: "tls", type: "string" },
    dials: { type: "boolean", default: true },
    lines: { type: "array", items: { type: "string" }, default: [] },
  },
};

test("every field has the type of its schema, also where it may be left out", () => {
  const fields = fieldsOf(SCHEMA, ["token"]);

  expect(fields.map((one) => one.type)).toEqual([
    "text",
    "text",
    "number",
    "choice",
    "switch",
    "list",
  ]);
  expect(fields[0]).toMatchObject({ required: true, secret: true });
  expect(fields[1]).toMatchObject({ required: false, secret: false, initial: "" });
});

test("what is required or was changed is said, and nothing else", () => {
  const fields = fieldsOf(SCHEMA, ["token"]);

  expect(settingsOf(fields, { token: " 1:a ", port: "993" })).toEqual({ token: "1:a" });
  expect(
    settingsOf(fields, { token: "1:a", port: "143", dials: false, lines: "+7 1, +7 2" }),
  ).toEqual({ token: "1:a", port: 143, dials: false, lines: ["+7 1", "+7 2"] });
});
