/** The frame: navigation beside the page that the address names. */
import { lazy, Suspense, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { Redirect, Route, Switch, useLocation } from "wouter";
import { useLive } from "@/api/live";
import Inbox from "../inbox/page";
import { Banner } from "./banner";
import { Boundary } from "./boundary";
import styles from "./frame.module.css";
import { GoKeys } from "./go-keys";
import { useKeyboard } from "./keys";
import { KeysShown } from "./keys-shown";
import { Navigation } from "./navigation";
import { loadPalette, paletteWanted } from "./palette-opening";
import { Waiting } from "./waiting";

const Palette = lazy(loadPalette);
const Clients = lazy(() => import("../clients/page"));
const Now = lazy(() => import("../now/page"));
const People = lazy(() => import("../people/page"));
const Oneself = lazy(() => import("../people/oneself"));
const First = lazy(() => import("../first/page"));

export function Frame() {
  const { t } = useTranslation();
  const [place] = useLocation();
  const palette = useSyncExternalStore(paletteWanted.watch, paletteWanted.get);
  useKeyboard();
  useLive();
  return (
    <div className={styles.frame}>
      <a href="#content" className={styles.skip}>
        {t("toContent")}
      </a>
      <Banner />
      <Navigation />
      <div id="content" tabIndex={-1} className={styles.content}>
        <Boundary key={place.split("/")[1]}>
          <Suspense fallback={<Waiting />}>
            <Pages />
          </Suspense>
        </Boundary>
      </div>
      <GoKeys />
      <KeysShown />
      {palette && (
        <Suspense fallback={null}>
          <Palette />
        </Suspense>
      )}
    </div>
  );
}

function Pages() {
  return (
    <Switch>
      <Route path="/inbox/:folder/:conversation?" component={Inbox} />
      <Route path="/view/:view/:conversation?" component={Inbox} />
      <Route path="/clients/:client?" component={Clients} />
      <Route path="/now" component={Now} />
      <Route path="/people/:part?" component={People} />
      <Route path="/me" component={Oneself} />
      <Route path="/first" component={First} />
      <Route>
        <Redirect to="/inbox/mine" replace />
      </Route>
    </Switch>
  );
}
