/** The page paints before the console is there: its shell stands in it, its styles come after that. */
import { readFileSync } from "node:fs";
import type { Plugin } from "vite";
import { shell, shellStyle } from "./shell";

const BEGUN = "/src/begun.ts";
const CSS = new URL("./shell.css", import.meta.url);
const STYLESHEET = /\s*<link rel="stylesheet"[^>]*>/g;

export function firstPaint(): Plugin {
  return {
    name: "first-paint",
    transformIndexHtml: {
      order: "post",
      handler(html, { bundle }) {
        const begun = Object.values(bundle ?? {}).find(
          (one) => one.type === "chunk" && one.name === "begun",
        );
        return shown(html, begun ? `/${begun.fileName}` : BEGUN);
      },
    },
  };
}

/**
 * A stylesheet in the head would hold the first paint back; behind the shell it holds the console
 * alone, and stays before what Mantine writes of its own into the root.
 */
function shown(html: string, begun: string) {
  const sheets = (html.match(STYLESHEET) ?? []).join("");
  const early = `<script type="module" async blocking="render" fetchpriority="high" crossorigin src="${begun}"></script>`;
  const style = `<style nonce="__NONCE__">${shellStyle(readFileSync(CSS, "utf8"))}</style>`;
  return html
    .replace(STYLESHEET, "")
    .replace("</title>", `</title>\n    ${early}\n    ${style}`)
    .replace('<div id="root"></div>', `${shell()}${sheets}\n    <div id="root"></div>`);
}
