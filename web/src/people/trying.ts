/** Trying something at the door: busy, in trouble, or to be tried again in so many seconds. */
import { useState } from "react";
import { Problem } from "@/api/client";
import { useCountdown } from "./countdown";
import { type Sent, troubleOf } from "./trouble";

export function useTrying() {
  const [busy, setBusy] = useState(false);
  const [trouble, setTrouble] = useState<string | null>(null);
  const [coded, setCoded] = useState(false);
  const [left, begin] = useCountdown();

  async function attempt(what: () => Promise<void>, sent: Sent = {}) {
    setBusy(true);
    setTrouble(null);
    try {
      await what();
    } catch (error) {
      if (error instanceof Problem && error.field === "code") setCoded(true);
      if (error instanceof Problem && error.status === 429) begin(error.retryAfter ?? 30);
      else setTrouble(troubleOf(error, sent));
    } finally {
      setBusy(false);
    }
  }
  return { attempt, busy, trouble, left, coded };
}
