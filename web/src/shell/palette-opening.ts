/** The palette is there once somebody wants it: few pages are opened for it. */
import { createSwitch } from "./switch";

export const paletteWanted = createSwitch();
export const loadPalette = () => import("./palette");

export function openPalette() {
  paletteWanted.set(true);
  void loadPalette().then(({ open }) => open());
}
