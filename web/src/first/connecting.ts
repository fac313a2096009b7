/** An account is connected and tried at once; what the provider says comes back in words. */
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { Account, Health } from "./asking";

interface Connecting {
  account: string;
  channel: string;
  settings: Record<string, unknown>;
}

export function useConnect(done: (health: Health) => void, refused: (error: Error) => void) {
  return useChange<Connecting, Health>({
    touches: [keys.channels, keys.welcome],
    ask: async ({ account, channel, settings }) => {
      const params = { path: { account } };
      await told(hub.PUT("/v1/channels/{account}", { params, body: { channel, settings } }));
      return told(hub.POST("/v1/channels/{account}/test", { params }));
    },
    done,
    refused,
  });
}

/** A name for it that nobody has. */
export function freeName(wanted: string, taken: readonly Account[]): string {
  const names = new Set(taken.map((one) => one.account));
  for (let number = 1; ; number += 1) {
    const name = number === 1 ? wanted : `${wanted}-${number}`;
    if (!names.has(name)) return name;
  }
}
