/** What every page stands in: theme, questions to the hub, notices. */
import { MantineProvider } from "@mantine/core";
import { useMediaQuery } from "@mantine/hooks";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { lazy, Suspense, useLayoutEffect } from "react";
import { useTranslation } from "react-i18next";
import { Route, Switch } from "wouter";
import { questions } from "./api/questions";
import { Frame } from "./shell/frame";
import { SignedOut } from "./shell/signed-out";
import { readable, theme } from "./theme";

const Welcome = lazy(() => import("./people/welcome"));
const Door = lazy(() => import("./people/door"));

const PHONE = "(max-width: 767px)";
const nonce = () => document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

export function App() {
  const { i18n } = useTranslation();
  const phone = useMediaQuery(PHONE);
  // What stood in our place until now: web/shell.tsx.
  useLayoutEffect(() => document.querySelector(".shell")?.remove(), []);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={readable}
      defaultColorScheme="auto"
      getStyleNonce={nonce}
    >
      <QueryClientProvider client={questions}>
        <Notifications
          position={phone ? "top-center" : "bottom-left"}
          containerWidth={360}
          limit={4}
          key={i18n.language}
        />
        <Switch>
          <Route path="/welcome">
            <Suspense fallback={null}>
              <Welcome />
            </Suspense>
          </Route>
          <Route path="/sign-in">
            <Suspense fallback={null}>
              <Door />
            </Suspense>
          </Route>
          <Route>
            <Frame />
            <SignedOut />
          </Route>
        </Switch>
      </QueryClientProvider>
    </MantineProvider>
  );
}
