/** Keys that work everywhere: where to go, back, take back, find. */
import { useLocation } from "wouter";
import { type Key, useKeys } from "./keys";
import { showKeys } from "./keys-shown";
import { undoLast } from "./notices";
import { openPalette } from "./palette-opening";

const GOES: readonly (readonly [string, string, string])[] = [
  ["KeyI", "goMine", "/inbox/mine"],
  ["KeyU", "goUnassigned", "/inbox/unassigned"],
  ["KeyT", "goTeam", "/inbox/team"],
  ["KeyE", "goEscalated", "/inbox/escalated"],
  ["KeyS", "goSnoozed", "/inbox/snoozed"],
  ["KeyO", "goSent", "/inbox/sent"],
  ["KeyN", "goNow", "/now"],
  ["KeyC", "goClients", "/clients"],
];

export function GoKeys() {
  const [, go] = useLocation();
  const goes = GOES.map(
    ([code, what, place]): Key => ({ code, what, after: "KeyG", run: () => go(place) }),
  );
  useKeys("go", [
    ...goes,
    { code: "KeyK", what: "palette", mod: true, typing: true, hidden: true, run: openPalette },
    { code: "Slash", what: "search", hidden: true, run: openPalette },
    { code: "Slash", what: "help", shift: true, run: showKeys },
    { code: "KeyZ", what: "undo", run: () => void undoLast() },
  ]);
  return null;
}
