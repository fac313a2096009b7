/** The console's build, and its development server: that one asks a running hub, in a token's name. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";
import { firstPaint } from "./first-paint";

const hub = process.env.OMNIHUB_API_URL ?? "http://127.0.0.1:8080";
const token = process.env.OMNIHUB_TOKEN;

/** The first load in few files: each question costs the way to the hub and back. */
const TOGETHER = [
  { name: "begun", test: /[\\/]src[\\/]begun\.ts$/, priority: 2 },
  { name: "libraries", test: /[\\/]node_modules[\\/]/, tags: ["$initial" as const], priority: 1 },
  { name: "console", tags: ["$initial" as const] },
];

export default defineConfig({
  plugins: [react(), firstPaint()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../hub/console/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    modulePreload: { polyfill: false },
    rolldownOptions: { output: { codeSplitting: { groups: TOGETHER } } },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/v1": { target: hub, headers: token ? { Authorization: `Bearer ${token}` } : {} },
    },
  },
});
