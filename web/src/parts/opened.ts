/** A menu that a key may open as well as its button. */
import type { ReactElement } from "react";

export interface Opened {
  opened: boolean;
  onOpened: (now: boolean) => void;
  /** The button that it hangs on. */
  children: ReactElement;
}
