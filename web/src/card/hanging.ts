/** What hangs on a card and moves with its identities. */
import type { QueryKey } from "@tanstack/react-query";
import { keys } from "@/api/keys";

export const hanging = (client: string): QueryKey[] => [
  keys.client(client),
  keys.leads(client),
  keys.deals(client),
  keys.tasks(client),
  keys.calls(client),
  keys.touches(client),
  keys.history(client),
  keys.clients,
  keys.lists,
];
