/** The time, moving on while something is counted down; it stands still afterwards. */
import { useEffect, useState } from "react";

const MOST_MILLISECONDS = 24 * 3_600_000;

export function useSecond(until: number): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const left = until - Date.now();
    if (left <= 0 || left > MOST_MILLISECONDS) return;
    const quick = left < 120_000;
    const timer = setInterval(
      () => {
        setNow(Date.now());
        if (Date.now() > until) clearInterval(timer);
      },
      quick ? 250 : 10_000,
    );
    return () => clearInterval(timer);
  }, [until]);
  return now;
}
