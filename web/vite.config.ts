/** The console's build, and its development server: that one asks a running hub, in a token's name. */
import { fileURLToPath } from "node:url";
import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

const hub = process.env.OMNIHUB_API_URL ?? "http://127.0.0.1:8080";
const token = process.env.OMNIHUB_TOKEN;

export default defineConfig({
  plugins: [react()],
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  build: {
    outDir: "../hub/console/built",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    target: "es2023",
    modulePreload: { polyfill: false },
  },
  server: {
    host: "127.0.0.1",
    proxy: {
      "/v1": { target: hub, headers: token ? { Authorization: `Bearer ${token}` } : {} },
    },
  },
});
