/** How a key is written, by what stands on it. */
import type { Key } from "./keyboard";

const SIGNS: Record<string, string> = {
  Slash: "/",
  Semicolon: ";",
  Enter: "Enter",
  Escape: "Esc",
  ArrowUp: "↑",
  ArrowDown: "↓",
};

const MAC = /Mac|iPhone|iPad/.test(navigator.platform);

/** What is pressed, one after the other. */
export function signsOf(key: Key): string[] {
  const held = [key.mod && (MAC ? "⌘" : "Ctrl"), key.shift && (MAC ? "⇧" : "Shift")];
  const asked = key.code === "Slash" && key.shift && !key.mod;
  const pressed = asked ? "?" : [...held, signOf(key.code)].filter(Boolean).join("+");
  return key.after ? [signOf(key.after), pressed] : [pressed];
}

const signOf = (code: string) => SIGNS[code] ?? code.replace(/^(Key|Digit)/, "");
