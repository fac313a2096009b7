/** What the first steps ask of the hub: how far one has come, which channels there are and may be. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

export type Kind = components["schemas"]["ChannelKind"];
export type Account = components["schemas"]["ChannelAccount"];
export type Health = components["schemas"]["contracts__channel__Health"];

const LOOKED_AGAIN_MILLISECONDS = 3_000;

/** Looked at again while one waits for the first message: it comes from outside. */
export const useWelcome = () =>
  useQuery({
    queryKey: keys.welcome,
    queryFn: () => told(hub.GET("/v1/welcome")),
    refetchInterval: ({ state }) =>
      state.data?.steps.every((one) => one.done) ? false : LOOKED_AGAIN_MILLISECONDS,
  });

export const useChannels = (enabled: boolean) =>
  useQuery({
    queryKey: keys.channels,
    queryFn: () => told(hub.GET("/v1/channels")),
    enabled,
  });

export const useKinds = () =>
  useQuery({
    queryKey: keys.channelKinds,
    queryFn: () => told(hub.GET("/v1/channel-kinds")),
    staleTime: Number.POSITIVE_INFINITY,
  });
