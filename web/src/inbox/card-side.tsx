/** Beside the conversation: the card of whom it is with. */
import { lazy, Suspense } from "react";
import { Boundary } from "@/shell/boundary";
import { Waiting } from "@/shell/waiting";
import { useOpened } from "@/thread/use-opened";
import styles from "./inbox.module.css";

export const loadCard = () => import("@/card/card");
const Card = lazy(() => loadCard().then(({ Card }) => ({ default: Card })));

export function CardSide({ conversation }: { conversation: string }) {
  const { data } = useOpened(conversation);
  return (
    <div className={styles.card}>
      <Boundary key={conversation}>
        <Suspense fallback={<Waiting />}>
          {data && <Card client={data.client_id} conversation={conversation} />}
        </Suspense>
      </Boundary>
    </div>
  );
}
