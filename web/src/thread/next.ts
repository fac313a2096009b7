/** What comes after this conversation is done. */
import { goBeside } from "@/inbox/neighbours";

export function goOn() {
  goBeside(1, true);
}
