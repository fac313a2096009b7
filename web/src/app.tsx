/** What every page stands in: theme, questions to the hub, notices. */
import { MantineProvider } from "@mantine/core";
import { Notifications } from "@mantine/notifications";
import { QueryClientProvider } from "@tanstack/react-query";
import { questions } from "./api/questions";
import { Frame } from "./shell/frame";
import { theme } from "./theme";

const nonce = () => document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content ?? "";

export function App() {
  return (
    <MantineProvider theme={theme} defaultColorScheme="auto" getStyleNonce={nonce}>
      <QueryClientProvider client={questions}>
        <Notifications position="bottom-left" limit={4} />
        <Frame />
      </QueryClientProvider>
    </MantineProvider>
  );
}
