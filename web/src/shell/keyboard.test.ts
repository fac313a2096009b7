// @vitest-environment jsdom
/** Keys go by where they stand, not by what is printed on them. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { register, setSingleKeys } from "./keyboard";
import { listening } from "./keys";

let leave: (() => void)[] = [];
let press = listening();

beforeEach(() => {
  press = listening();
  setSingleKeys(true);
});
afterEach(() => {
  for (const one of leave) one();
  leave = [];
  document.body.replaceChildren();
});

const area = (name: string, keys: Parameters<typeof register>[0]["keys"], over = false) =>
  leave.push(register({ name, keys, over }));

function type(code: string, key: string, more: KeyboardEventInit = {}, where?: Element) {
  const event = new KeyboardEvent("keydown", { code, key, cancelable: true, ...more });
  const at = { target: { value: where ?? document.body }, timeStamp: { value: 0 } };
  Object.defineProperties(event, at); // all at one moment, however slow the machine
  press(event);
  return event;
}

function field(markup: "textarea" | "button", over?: string) {
  const found = document.createElement(markup);
  const around = document.createElement("div");
  if (over) around.setAttribute("role", over);
  around.append(found);
  document.body.append(around);
  return found;
}

test("a key works under a Cyrillic layout", () => {
  const next = vi.fn();
  area("list", [{ code: "KeyJ", what: "next", run: next }]);
  type("KeyJ", "о");

  expect(next).toHaveBeenCalledOnce();
});

test("a single key is left to what is typed into, and to what lies over the page", () => {
  const reply = vi.fn();
  area("thread", [{ code: "KeyR", what: "reply", run: reply }]);
  type("KeyR", "r", {}, field("textarea"));
  type("KeyR", "r", {}, field("button", "dialog"));

  expect(reply).not.toHaveBeenCalled();
});

test("Ctrl with a key works while typing where it was registered so", () => {
  const palette = vi.fn();
  area("go", [{ code: "KeyK", what: "palette", mod: true, typing: true, run: palette }]);
  const event = type("KeyK", "л", { ctrlKey: true }, field("textarea"));

  expect(palette).toHaveBeenCalledOnce();
  expect(event.defaultPrevented).toBe(true);
});

test("two keys one after the other are one, and the second alone is another", () => {
  const team = vi.fn();
  const tag = vi.fn();
  area("go", [{ code: "KeyT", what: "goTeam", after: "KeyG", run: team }]);
  area("thread", [{ code: "KeyT", what: "tag", run: tag }]);
  type("KeyG", "п");
  type("KeyT", "е");
  type("KeyT", "е");

  expect(team).toHaveBeenCalledOnce();
  expect(tag).toHaveBeenCalledOnce();
});

test("the area that came last wins, and what is done to many goes before it", () => {
  const said: string[] = [];
  const close = (name: string) => [{ code: "KeyE", what: "done", run: () => said.push(name) }];
  area("bulk", close("bulk"), true);
  area("list", close("list"));
  area("thread", close("thread"));
  type("KeyE", "e");
  leave.shift()?.();
  type("KeyE", "e");

  expect(said).toEqual(["bulk", "thread"]);
});

test("single keys that are turned off do nothing; Ctrl and Escape go on working", () => {
  const said: string[] = [];
  area("list", [
    { code: "KeyJ", what: "next", run: () => said.push("next") },
    { code: "KeyK", what: "palette", mod: true, run: () => said.push("palette") },
    { code: "Escape", what: "back", run: () => said.push("back") },
  ]);
  setSingleKeys(false);
  type("KeyJ", "j");
  type("KeyK", "k", { metaKey: true });
  type("Escape", "Escape");

  expect(said).toEqual(["palette", "back"]);
});

test("Enter is left to the button in focus", () => {
  const open = vi.fn();
  area("list", [{ code: "Enter", what: "open", run: open }]);
  type("Enter", "Enter", {}, field("button"));
  type("Enter", "Enter");

  expect(open).toHaveBeenCalledOnce();
});
