/** Whether the card is shown: beside the conversation as it was last, instead of it where it is narrow. */
import { useEffect, useState } from "react";

const KEPT = "omnihub.card";
const WIDE = "(min-width: 1280px)";

export function useShownCard(conversation: string | undefined) {
  const [wide, setWide] = useState(() => matchMedia(WIDE).matches);
  const [beside, setBeside] = useState(() => localStorage.getItem(KEPT) !== "off");
  const [instead, setInstead] = useState<string | null>(null);
  useEffect(() => {
    const room = matchMedia(WIDE);
    const look = () => setWide(room.matches);
    room.addEventListener("change", look);
    return () => room.removeEventListener("change", look);
  }, []);
  function show(on: boolean) {
    if (!wide) return setInstead(on ? (conversation ?? null) : null);
    localStorage.setItem(KEPT, on ? "on" : "off");
    setBeside(on);
  }
  return [wide ? beside : instead !== null && instead === conversation, show] as const;
}
