/** Tells colleagues that one is here, and that one is writing. */
import { useEffect, useState } from "react";
import { say } from "./asking";

const AGAIN_MILLISECONDS = 20_000;
const WRITING_MILLISECONDS = 25_000;

/** `typedAt`: when something was typed for the client last; 0: nothing. */
export function useBeingHere(conversation: string, typedAt: number) {
  const [hidden, setHidden] = useState(document.hidden);
  const replying = typedAt > 0 && Date.now() - typedAt < WRITING_MILLISECONDS;

  useEffect(() => {
    const look = () => setHidden(document.hidden);
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, []);

  useEffect(() => {
    if (hidden) return;
    const tell = () => void say(conversation, replying ? "replying" : "viewing").catch(() => {});
    tell();
    const timer = setInterval(tell, AGAIN_MILLISECONDS);
    return () => clearInterval(timer);
  }, [conversation, replying, hidden]);

  useEffect(() => {
    if (hidden) return;
    const leave = () => void say(conversation, "away").catch(() => {});
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [conversation, hidden]);
}
