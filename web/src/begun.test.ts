// @vitest-environment jsdom
/** What is begun before the console is there is what the console goes on with. */
import { expect, test, vi } from "vitest";

const asked: string[] = [];
const Absolute = class extends Request {
  constructor(what: RequestInfo | URL, init?: RequestInit) {
    super(typeof what === "string" ? new URL(what, location.href) : what, init);
  }
};

async function hears(what: string | Request) {
  asked.push(new URL(typeof what === "string" ? what : what.url, location.href).href);
  return Response.json({ items: [] });
}

test("the page's first questions were asked before it was there, and are asked anew the next time", async () => {
  vi.useFakeTimers({ toFake: ["Date"] }); // what was answered early is good for seconds only
  vi.stubGlobal("Request", Absolute);
  vi.stubGlobal("fetch", hears);
  history.replaceState(null, "", "/inbox/unassigned?assignee=none&label=it's опт");
  await import("./begun");
  const { hub, told } = await import("./api/client");
  const { pageOf } = await import("./api/conversations");
  const early = [...asked];
  const list = () => pageOf({ folder: "unassigned", label: "it's опт", assignee: "none" }, null);

  const others = ["/v1/me", "/v1/views", "/v1/conversations/counts"] as const;
  await Promise.all([list(), ...others.map((path) => told(hub.GET(path)))]);

  expect(asked).toEqual(early);
  await list();

  expect(asked).toEqual([...early, expect.stringContaining("/v1/conversations?folder=unassigned")]);
});
