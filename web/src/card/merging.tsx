/** Joining this card with another one: find it, see both side by side, say which one stays. */
import { useState } from "react";
import type { Client } from "./asking";
import { FindOther } from "./finding";
import { MergePreview } from "./preview";

export function Merging({ card, close }: { card: Client; close: () => void }) {
  const [other, setOther] = useState<string | null>(null);
  if (!other) return <FindOther card={card} choose={setOther} close={close} />;
  return <MergePreview card={card} other={other} back={() => setOther(null)} close={close} />;
}
