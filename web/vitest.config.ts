/** Tests of what needs no browser; a file that needs its `document` says so in its first line. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL("./src", import.meta.url)) } },
  test: {
    include: ["src/**/*.test.{ts,tsx}"],
    // No test is judged by its time: on a busy machine an import alone may take seconds.
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
