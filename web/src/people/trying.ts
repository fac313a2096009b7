/** Trying something at the door: busy, in trouble, or to be tried again in so many seconds. */
import { useState } from "react";
import { Problem } from "@/api/client";
import { useCountdown } from "./countdown";
import { troubleOf } from "./trouble";

export function useTrying() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [coded, setCoded] = useState(false);
  const [left, begin] = useCountdown();

  /** Does it; `withCode`: a code of the second factor went along. */
  async function attempt(what: () => Promise<void>, withCode = false) {
    setBusy(true);
    setTrouble(null);
    try {
      await what();
    } catch (error) {
      if (error instanceof Problem && error.field === "code") setCoded(true);
      if (error instanceof Problem && error.status === 429) begin(error.retryAfter ?? 30);
      else setTrouble(troubleOf(error, withCode));
    } finally {
      setBusy(false);
    }
  }
  return { attempt, busy, trouble, left, coded };
}
