/** Beside the conversation: the card of whom it is with. */
import { useQuery } from "@tanstack/react-query";
import { lazy, Suspense } from "react";
import { keys } from "@/api/keys";
import { Boundary } from "@/shell/boundary";
import { Waiting } from "@/shell/waiting";
import { conversationOf } from "@/thread/asking";
import styles from "./inbox.module.css";

const Card = lazy(() => import("@/card/card").then(({ Card }) => ({ default: Card })));

export function CardSide({ conversation }: { conversation: string }) {
  const { data } = useQuery({
    queryKey: keys.conversation(conversation),
    queryFn: () => conversationOf(conversation),
  });
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
