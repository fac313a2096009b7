/** Live: one stream of facts, read for as long as the console is open, without a gap after a cut. */
import { useEffect } from "react";
import { clientsOf } from "./cards";
import { type Fact, oldBy } from "./facts";
import { heard } from "./heard";
import { keys } from "./keys";
import { present } from "./presence";
import { questions } from "./questions";
import { changed, changedEverything, told } from "./rounds";
import { asked, shown } from "./shown";
import { signedOut } from "./signed";
import { type Block, Blocks } from "./sse";

const FIRST_PAUSE_MILLISECONDS = 500;
const LONGEST_PAUSE_MILLISECONDS = 15_000;
const SILENT_MILLISECONDS = 40_000;
/** What was asked before the stream began may have missed something: it is asked once more. */
const BEGUN_MILLISECONDS = 1000;

export function useLive() {
  useEffect(() => {
    const leaving = new AbortController();
    void follow(leaving.signal);
    return () => leaving.abort();
  }, []);
}

/** Until it is aborted. */
async function follow(leaving: AbortSignal) {
  let lastId: string | null = null;
  let pause = FIRST_PAUSE_MILLISECONDS;
  while (!leaving.aborted) {
    try {
      const blocks = new Blocks();
      blocks.lastId = lastId;
      await once(blocks, leaving, () => {
        if (lastId === null && blocks.lastId) setTimeout(changedEverything, BEGUN_MILLISECONDS);
        lastId = blocks.lastId;
        pause = FIRST_PAUSE_MILLISECONDS;
      });
    } catch {
      // Away: it is asked again after a pause, and the banner says so where it lasts.
    }
    if (leaving.aborted) return;
    await wakened(pause * (0.5 + Math.random()), leaving);
    pause = Math.min(LONGEST_PAUSE_MILLISECONDS, pause * 2);
  }
}

/** One connection: until it is cut, ends, or falls silent. */
async function once(blocks: Blocks, leaving: AbortSignal, took: () => void) {
  const silence = new AbortController();
  const hush = () => silence.abort();
  let timer = setTimeout(hush, SILENT_MILLISECONDS);
  try {
    const response = await opened(blocks.lastId, AbortSignal.any([leaving, silence.signal]));
    if (!response?.body) return;
    for await (const piece of pieces(response.body)) {
      clearTimeout(timer);
      timer = setTimeout(hush, SILENT_MILLISECONDS);
      for (const block of blocks.feed(piece)) take(block);
      if (blocks.lastId) told(Number(blocks.lastId));
      heard();
      took();
    }
  } finally {
    clearTimeout(timer);
    silence.abort();
  }
}

async function opened(lastId: string | null, signal: AbortSignal) {
  const headers: Record<string, string> = { Accept: "text/event-stream", "X-Omnihub": "console" };
  if (lastId) headers["Last-Event-ID"] = lastId;
  const response = await fetch("/v1/live", { headers, signal, cache: "no-store" });
  if (response.status === 401) {
    await signedOut();
    return null;
  }
  if (!response.ok) throw new Error(`the stream answered ${response.status}`);
  return response;
}

async function* pieces(body: ReadableStream<Uint8Array>) {
  const reader = body.pipeThrough(new TextDecoderStream() as never).getReader();
  try {
    for (;;) {
      const { done, value } = (await reader.read()) as ReadableStreamReadResult<string>;
      if (done) return;
      yield value;
    }
  } finally {
    void reader.cancel().catch(() => undefined);
  }
}

function take({ event, text }: Block) {
  const said: unknown = JSON.parse(text);
  if (event === "position") return;
  if (event === "reset") changedEverything();
  else if (event === "end") void questions.invalidateQueries({ queryKey: keys.me });
  else if (event === "presence") present(said);
  else if (event === "shown") shown(said);
  else happened(said as Fact);
}

function happened(fact: Fact) {
  const { soon, later } = asked(fact, oldBy(fact, clientsOf));
  changed(soon);
  changed(later, true);
}

/** After so long, or at once when there is a network again or somebody looks. */
function wakened(milliseconds: number, leaving: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const over = () => {
      clearTimeout(timer);
      for (const [whom, what] of CALLS) whom.removeEventListener(what, look);
      leaving.removeEventListener("abort", over);
      resolve();
    };
    const look = () => {
      if (document.visibilityState === "visible") over();
    };
    const timer = setTimeout(over, milliseconds);
    for (const [whom, what] of CALLS) whom.addEventListener(what, look);
    leaving.addEventListener("abort", over);
  });
}

const CALLS: readonly (readonly [EventTarget, string])[] = [
  [window, "online"],
  [document, "visibilitychange"],
];
