/** The frame: navigation beside the page that the address names. */
import { lazy, Suspense } from "react";
import { Redirect, Route, Switch } from "wouter";

const Inbox = lazy(() => import("../inbox/page"));
const Clients = lazy(() => import("../clients/page"));
const Now = lazy(() => import("../now/page"));

export function Frame() {
  return (
    <Suspense fallback={null}>
      <Switch>
        <Route path="/inbox/:folder/:conversation?" component={Inbox} />
        <Route path="/view/:view/:conversation?" component={Inbox} />
        <Route path="/clients/:client?" component={Clients} />
        <Route path="/now" component={Now} />
        <Route>
          <Redirect to="/inbox/mine" />
        </Route>
      </Switch>
    </Suspense>
  );
}
