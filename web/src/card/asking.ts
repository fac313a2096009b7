/** What a card asks of the hub. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Client = Schemas["ClientCard"];
export type Listed = Schemas["Client"];
export type Identity = Schemas["IdentityOnCard"];
export type Merge = Schemas["Merge"];
export type Lead = Schemas["Lead"];
export type Submission = Schemas["Submission"];
export type Deal = Schemas["Deal"];
export type Task = Schemas["Task"];
export type Call = Schemas["Call"];
export type Touch = Schemas["CardTouch"];
export type Attribute = Schemas["Attribute"];
export type Pipeline = Schemas["Pipeline"];
export type Amount = Schemas["Amount"];

/** The most of each kind that a card shows. */
const MOST = 100;

const of = (client: string) => ({ params: { query: { client, limit: MOST } } });
const on = (client: string) => ({ params: { path: { client_id: client } } });

export const clientOf = (id: string) => told(hub.GET("/v1/clients/{client_id}", on(id)));

export const useClient = (id: string) =>
  useQuery({ queryKey: keys.client(id), queryFn: () => clientOf(id) });

export const useAttributes = (client: string) =>
  useQuery({
    queryKey: keys.attributes(client),
    queryFn: () => told(hub.GET("/v1/clients/{client_id}/attributes", on(client))),
  });

export const useLeads = (client: string) =>
  useQuery({
    queryKey: keys.leads(client),
    queryFn: () => told(hub.GET("/v1/leads", of(client))),
  });

export const useLead = (client: string, lead: string) =>
  useQuery({
    queryKey: keys.lead(client, lead),
    queryFn: () => told(hub.GET("/v1/leads/{lead_id}", { params: { path: { lead_id: lead } } })),
  });

export const useDeals = (client: string) =>
  useQuery({
    queryKey: keys.deals(client),
    queryFn: () => told(hub.GET("/v1/deals", of(client))),
  });

export const useTasks = (client: string) =>
  useQuery({
    queryKey: keys.tasks(client),
    queryFn: () => told(hub.GET("/v1/tasks", of(client))),
  });

export const useCalls = (client: string) =>
  useQuery({
    queryKey: keys.calls(client),
    queryFn: () => told(hub.GET("/v1/calls", of(client))),
  });

export const useTouches = (client: string) =>
  useQuery({
    queryKey: keys.touches(client),
    queryFn: () => told(hub.GET("/v1/clients/{client_id}/touches", on(client))),
  });

export const useReaders = (client: string, enabled: boolean) =>
  useQuery({
    enabled,
    queryKey: keys.readers(client),
    queryFn: () => told(hub.GET("/v1/clients/{client_id}/readers", on(client))),
  });

export const usePipelines = () =>
  useQuery({
    queryKey: keys.pipelines,
    queryFn: () => told(hub.GET("/v1/pipelines")),
    staleTime: 300_000,
  });
