/** The console begins. */
import "@mantine/core/styles.css";
import "@mantine/notifications/styles.css";
import { createRoot } from "react-dom/client";
import { App } from "./app";
import "./words";

/** The lock of what lies beneath a dialog makes its own style, and asks for the nonce by this name. */
const nonce = document.querySelector<HTMLMetaElement>("meta[name=csp-nonce]")?.content;
Object.assign(globalThis, { __webpack_nonce__: nonce });

const root = document.getElementById("root");
if (root) createRoot(root).render(<App />);
