/** Beside the conversation: the card of whom it is with. */
import { lazy, Suspense, useDeferredValue } from "react";
import { Leaving } from "@/card/leaving";
import { Boundary } from "@/shell/boundary";
import { Waiting } from "@/shell/waiting";
import { useOpened } from "@/thread/use-opened";
import styles from "./inbox.module.css";

export const loadCard = () => import("@/card/card");
const Card = lazy(() => loadCard().then(({ Card }) => ({ default: Card })));

/** What was said is painted first; until the card follows, nothing can be done on the last one. */
export function CardSide({ conversation }: { conversation: string }) {
  const beside = useDeferredValue(conversation);
  const { data } = useOpened(beside);
  const late = beside !== conversation;
  return (
    <div className={styles.card} inert={late} aria-busy={late}>
      <Leaving value={late}>
        <Boundary key={beside}>
          <Suspense fallback={<Waiting />}>
            {data && <Card client={data.client_id} conversation={beside} />}
          </Suspense>
        </Boundary>
      </Leaving>
    </div>
  );
}
