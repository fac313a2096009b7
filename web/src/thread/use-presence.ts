/** Tells colleagues that one is here, and that one is writing. */
import { useEffect, useRef, useState } from "react";
import { say } from "./asking";

/** Who only walks past is not here. */
const RESTED_MILLISECONDS = 300;
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

  const said = useRef(false);
  useEffect(() => {
    if (hidden) return;
    const tell = () => {
      said.current = true;
      void say(conversation, replying ? "replying" : "viewing").catch(() => {});
    };
    const first = setTimeout(tell, said.current ? 0 : RESTED_MILLISECONDS);
    const timer = setInterval(tell, AGAIN_MILLISECONDS);
    return () => {
      clearTimeout(first);
      clearInterval(timer);
    };
  }, [conversation, replying, hidden]);

  useEffect(() => {
    if (hidden) return;
    const leave = () => {
      if (said.current) void say(conversation, "away").catch(() => {});
      said.current = false;
    };
    window.addEventListener("pagehide", leave);
    return () => {
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [conversation, hidden]);
}
