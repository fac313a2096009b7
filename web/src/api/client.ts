/** The way to the hub: typed by its own document, with the header that a foreign page cannot send. */
import createClient, { type Middleware } from "openapi-fetch";
import { begun } from "@/begun";
import type { paths } from "./schema";
import { signedOut } from "./signed";

export class Problem extends Error {
  /** What the hub answered instead: `status`, a sentence, and the field it is about. */
  constructor(
    readonly status: number,
    readonly detail: string,
    readonly field?: string,
    readonly retryAfter?: number,
  ) {
    super(detail);
  }
}

const marked: Middleware = {
  onRequest({ request }) {
    request.headers.set("X-Omnihub", "console");
    return request;
  },
};

/** Here 401 is about what was typed, not about who asks. */
const ABOUT_WHAT_WAS_TYPED = /^\/v1\/(session|links\/|me\/(password|totp))/;

/** Asks; who is not signed in (any more) is asked to, and then it is asked again. */
export async function asking(request: Request): Promise<Response> {
  for (;;) {
    const response = (await begun(request)) ?? (await fetch(request.clone()));
    const typed = ABOUT_WHAT_WAS_TYPED.test(new URL(request.url).pathname);
    if (response.status !== 401 || typed) return response;
    await signedOut();
  }
}

export const hub = createClient<paths>({ baseUrl: "/", fetch: asking });
hub.use(marked);

/** What was asked for, or the problem as an error. */
export async function told<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>) {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw problemOf(error, response);
}

export function problemOf(error: unknown, response: Response): Problem {
  const said = (error ?? {}) as { detail?: unknown; field?: string };
  const later = Number(response.headers.get("Retry-After"));
  return new Problem(
    response.status,
    typeof said.detail === "string" ? said.detail : response.statusText,
    said.field,
    later || undefined,
  );
}
