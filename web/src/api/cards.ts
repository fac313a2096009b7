/** On which cards a conversation stands, by what was asked already. */
import { keys } from "./keys";
import { questions } from "./questions";

/** Of the card that was seen with it, and of every history on screen in which it occurs. */
export function clientsOf(conversation: string): string[] {
  const known = questions.getQueryData<{ client_id?: string | null }>(
    keys.conversation(conversation),
  );
  const found = new Set<string>();
  if (known?.client_id) found.add(known.client_id);
  const shown = questions.getQueryCache().findAll({ queryKey: keys.histories, type: "active" });
  for (const { queryKey, state } of shown) {
    const [, client] = queryKey;
    if (typeof client === "string" && JSON.stringify(state.data)?.includes(conversation))
      found.add(client);
  }
  return [...found];
}
