/** Who waits, as of now: told by the stream, and asked every half a minute whatever happens. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Now = Schemas["Now"];
export type Holder = Schemas["Holder"];
export type Waiting = Schemas["WaitingClient"];
export type NextStep = Schemas["NextStep"];

const AT_LEAST_EVERY_MILLISECONDS = 30_000;

export const useNow = () =>
  useQuery({
    queryKey: keys.now,
    queryFn: () => told(hub.GET("/v1/now")),
    refetchInterval: AT_LEAST_EVERY_MILLISECONDS,
  });

/** How far this computer's clock is ahead of the hub's, in milliseconds. */
export const skewOf = (now: Now, answeredAt: number) => answeredAt - Date.parse(now.at);
