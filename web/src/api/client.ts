/** The way to the hub: typed by its own document, with the header that a foreign page cannot send. */
import createClient, { type Middleware } from "openapi-fetch";
import type { paths } from "./schema";

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

export const hub = createClient<paths>({ baseUrl: "/" });
hub.use(marked);

/** What was asked for, or the problem as an error. */
export async function told<T>(answer: Promise<{ data?: T; error?: unknown; response: Response }>) {
  const { data, error, response } = await answer;
  if (response.ok) return data as T;
  throw problemOf(error, response);
}

export function problemOf(error: unknown, response: Response): Problem {
  const said = (error ?? {}) as { detail?: string; field?: string };
  const later = Number(response.headers.get("Retry-After"));
  return new Problem(
    response.status,
    said.detail ?? response.statusText,
    said.field,
    later || undefined,
  );
}
