/** Under which names answers are kept: whoever asks and whoever says "that changed" use these alone. */
export interface Wanted {
  folder?: string;
  label?: string;
  channel?: string;
  account?: string;
  assignee?: string;
  status?: string;
}

export const keys = {
  me: ["me"] as const,
  colleagues: ["colleagues"] as const,
  counts: ["counts"] as const,
  labels: ["labels"] as const,
  views: ["views"] as const,
  canned: ["canned"] as const,
  presence: ["presence"] as const,
  now: ["now"] as const,
  welcome: ["welcome"] as const,
  lists: ["conversations"] as const,
  list: (wanted: Wanted) => ["conversations", wanted] as const,
  conversation: (id: string) => ["conversation", id] as const,
  draft: (conversation: string) => ["draft", conversation] as const,
  histories: ["history"] as const,
  history: (client: string) => ["history", client] as const,
  clients: ["clients"] as const,
  client: (id: string) => ["client", id] as const,
  attributes: (client: string) => ["client", client, "attributes"] as const,
  readers: (client: string) => ["client", client, "readers"] as const,
  touches: (client: string) => ["touches", client] as const,
  calls: (client: string) => ["calls", client] as const,
  leads: (client: string) => ["leads", client] as const,
  lead: (client: string, lead: string) => ["leads", client, lead] as const,
  deals: (client: string) => ["deals", client] as const,
  tasks: (client: string) => ["tasks", client] as const,
  pipelines: ["pipelines"] as const,
  employees: ["employees"] as const,
  held: (employee: string) => ["employees", employee, "held"] as const,
  teams: ["teams"] as const,
  roles: ["roles"] as const,
  tokens: ["tokens"] as const,
  sessions: ["sessions"] as const,
  channels: ["channels"] as const,
  channelKinds: ["channel-kinds"] as const,
  form: (account: string, form: string) => ["channels", account, form] as const,
  search: (words: string) => ["search", words] as const,
};
