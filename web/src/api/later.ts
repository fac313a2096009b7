/** Routes that the hub's document does not show yet; empty once it does. */
import { asking, problemOf } from "./client";

export async function ask<T>(
  method: string,
  path: string,
  body?: unknown,
  how: { keepalive?: boolean; signal?: AbortSignal } = {},
): Promise<T> {
  const headers: Record<string, string> = { "X-Omnihub": "console" };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  const asked = new Request(path, {
    ...how,
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
  });
  const response = await asking(asked);
  const answer = await response.json().catch(() => undefined);
  if (!response.ok) throw problemOf(answer, response);
  return answer as T;
}
