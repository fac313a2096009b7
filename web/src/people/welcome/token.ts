/** The token behind the `#`: taken out of the address bar at once, kept in memory alone. */
import { useEffect, useState } from "react";

/** "" where there is none. */
export function useKeptToken(): string {
  const [token, setToken] = useState(taken);
  useEffect(() => {
    const again = () => setToken((before) => taken() || before);
    window.addEventListener("hashchange", again);
    return () => window.removeEventListener("hashchange", again);
  }, []);
  return token;
}

let kept = "";

/** Asked twice, it is the same: the address has it no more. */
function taken(): string {
  const token = location.hash.slice(1);
  if (token) {
    kept = token;
    history.replaceState(null, "", location.pathname);
  }
  return kept;
}
