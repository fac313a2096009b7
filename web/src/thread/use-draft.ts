/** The draft of a conversation as the composer holds it, kept whatever happens to the page. */
import { useEffect, useMemo, useSyncExternalStore } from "react";
import { type Keeper, keeperOf } from "./keeper";
import type { Kind } from "./kept";

export function useKeeper(owner: string, conversation: string, kind: Kind): Keeper {
  const keeper = useMemo(() => keeperOf(owner, conversation, kind), [owner, conversation, kind]);
  useSyncExternalStore(keeper.watch, keeper.now);
  useEffect(() => {
    void keeper.look();
    const seen = () => {
      if (document.visibilityState === "hidden") keeper.leave();
      else void keeper.look();
    };
    document.addEventListener("visibilitychange", seen);
    window.addEventListener("pagehide", keeper.leave);
    return () => {
      document.removeEventListener("visibilitychange", seen);
      window.removeEventListener("pagehide", keeper.leave);
      keeper.close();
    };
  }, [keeper]);
  return keeper;
}
