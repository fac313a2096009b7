/** The inbox: folders, list, conversation, card side by side; one after the other on a phone. */
import { lazy, Suspense, useEffect, useState } from "react";
import { Boundary } from "@/shell/boundary";
import { Waiting } from "@/shell/waiting";
import { CardSide, loadCard } from "./card-side";
import { Column } from "./column";
import { shown, useCounts } from "./counts";
import { Folders } from "./folders";
import { Hint } from "./hint";
import styles from "./inbox.module.css";
import { SaveView } from "./save-view";
import { useShownCard } from "./shown-card";
import { Steps } from "./steps";
import type { View } from "./views";
import { usePlace } from "./wanted";

const loadThread = () => import("@/thread/thread");
const Thread = lazy(() => loadThread().then(({ Thread }) => ({ default: Thread })));

/** After the list: what opens from it. */
const LATER_MILLISECONDS = 500;

export default function Page() {
  const place = usePlace();
  const { conversation } = place;
  const [naming, setNaming] = useState<{ view: View; fresh: boolean } | null>(null);
  const [cardShown, showCard] = useShownCard(conversation);
  useTitle();
  useReady();
  const save = () =>
    setNaming({ view: freshView((place.wanted ?? {}) as View["filter"]), fresh: true });
  const step = !conversation ? "list" : cardShown ? "card" : "thread";
  return (
    <main className={styles.inbox} data-step={step} data-card={cardShown || undefined}>
      <div className={styles.folders}>
        <Folders place={place} rename={(view) => setNaming({ view, fresh: false })} />
      </div>
      <Column place={place} save={save} />
      <div id="thread" tabIndex={-1} className={styles.thread}>
        {conversation ? (
          <>
            <Steps place={place} step={step} showCard={showCard} />
            <Boundary key={conversation}>
              <Suspense fallback={<Waiting />}>
                <div className={styles.fill}>
                  <Thread conversation={conversation} />
                </div>
              </Suspense>
            </Boundary>
          </>
        ) : (
          <Hint />
        )}
      </div>
      {conversation && <CardSide conversation={conversation} />}
      <SaveView
        view={naming?.view ?? null}
        fresh={naming?.fresh ?? false}
        close={() => setNaming(null)}
      />
    </main>
  );
}

function useReady() {
  useEffect(() => {
    const load = () => void Promise.all([loadThread(), loadCard()]);
    const timer = setTimeout(
      () => (globalThis.requestIdleCallback ?? setTimeout)(load),
      LATER_MILLISECONDS,
    );
    return () => clearTimeout(timer);
  }, []);
}

const freshView = (filter: View["filter"]): View => ({
  view_id: crypto.randomUUID(),
  name: "",
  filter,
  shared: false,
  mine: true,
});

/** How many wait for oneself stands on the browser's tab. */
function useTitle() {
  const mine = useCounts().data?.folders.mine;
  useEffect(() => {
    document.title = mine ? `(${shown(mine)}) Omnihub` : "Omnihub";
    return () => {
      document.title = "Omnihub";
    };
  }, [mine]);
}
