/** What people ask of the hub: who works here, their teams, roles, tokens, and one's own sessions. */
import { useQuery } from "@tanstack/react-query";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import type { components } from "@/api/schema";

type Schemas = components["schemas"];
export type Employee = Schemas["Employee"];
export type Role = Schemas["RoleShown"];
export type Team = Schemas["Team"];
export type Token = Schemas["TokenShown"];
export type Session = Schemas["OpenSession"];
export type Grants = Role["grants"];

export const useEmployees = (enabled = true) =>
  useQuery({
    queryKey: keys.employees,
    queryFn: () => told(hub.GET("/v1/employees")),
    enabled,
  });

export const useTeams = () =>
  useQuery({
    queryKey: keys.teams,
    queryFn: async () => (await told(hub.GET("/v1/teams"))).items,
  });

export const useRoles = () =>
  useQuery({
    queryKey: keys.roles,
    queryFn: async () => (await told(hub.GET("/v1/roles"))).items,
  });

export const useTokens = () =>
  useQuery({
    queryKey: keys.tokens,
    queryFn: async () => (await told(hub.GET("/v1/tokens"))).items,
  });

export const useSessions = () =>
  useQuery({
    queryKey: keys.sessions,
    queryFn: async () => (await told(hub.GET("/v1/sessions"))).items,
  });
