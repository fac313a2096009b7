/** What the thread asks of the hub, and tells it. */
import { hub, told } from "@/api/client";
import type { components } from "@/api/schema";
import type { Saved, Typed } from "./drafts";
import type { Kind } from "./kept";
import type { Told } from "./merging";

type Schemas = components["schemas"];

const on = (conversation: string) => ({ params: { path: { conversation_id: conversation } } });
const of = (message: string) => ({ params: { path: { message_id: message } } });

export const historyOf = (client: string, limit: number, cursor?: string): Promise<Told> =>
  told(
    hub.GET("/v1/clients/{client_id}/history", {
      params: { path: { client_id: client }, query: { order: "newest", limit, cursor } },
    }),
  );

/** A conversation whose person is on no card: its own messages, as entries. */
export async function threadOf(
  conversation: string,
  limit: number,
  cursor?: string,
): Promise<Told> {
  const { items, next } = await told(
    hub.GET("/v1/conversations/{conversation_id}/thread", {
      params: {
        path: { conversation_id: conversation },
        query: { order: "newest", limit, cursor },
      },
    }),
  );
  const entryOf = (message: Schemas["Message"]) => ({
    seq: message.seq,
    at: message.at,
    kind: "message" as const,
    message,
  });
  return { items: items.map(entryOf), next };
}

export const conversationOf = (conversation: string) =>
  told(hub.GET("/v1/conversations/{conversation_id}", on(conversation)));

export const reply = (conversation: string, body: Schemas["ReplyBody"]) =>
  told(hub.POST("/v1/conversations/{conversation_id}/replies", { ...on(conversation), body }));

export const note = (conversation: string, body: Schemas["NoteBody"]) =>
  told(hub.POST("/v1/conversations/{conversation_id}/notes", { ...on(conversation), body }));

export const withdraw = (message: string) =>
  told(hub.POST("/v1/messages/{message_id}/withdrawal", of(message)));

export const sendAgain = (message: string) =>
  told(hub.POST("/v1/messages/{message_id}/retry", of(message)));

export async function draftOf(conversation: string, kind: Kind): Promise<Saved> {
  const { version, text, subject, seen_seq, attachments } = await told(
    hub.GET("/v1/conversations/{conversation_id}/draft", {
      params: { path: { conversation_id: conversation }, query: { kind } },
    }),
  );
  const typed = { text, subject: subject ?? "", seen_seq: seen_seq ?? null, attachments };
  return { version, typed: typed as Typed };
}

/** `leaving`: the page may be gone before the answer comes. */
export const saveDraft = (
  conversation: string,
  kind: Kind,
  { text, subject, seen_seq, attachments }: Typed,
  version: number,
  leaving = false,
) =>
  told(
    hub.PUT("/v1/conversations/{conversation_id}/draft", {
      ...on(conversation),
      body: { kind, text, subject: subject || null, seen_seq, attachments, version },
      keepalive: leaving,
    }),
  );

export const say = (conversation: string, state: "viewing" | "replying" | "away") =>
  told(
    hub.POST("/v1/conversations/{conversation_id}/presence", {
      ...on(conversation),
      body: { state },
      keepalive: state === "away",
    }),
  );

export const cannedOnes = () => told(hub.GET("/v1/canned"));

export const filled = (canned: string, conversation: string) =>
  told(
    hub.POST("/v1/canned/{canned_id}/filled", {
      params: { path: { canned_id: canned } },
      body: { conversation_id: conversation },
    }),
  );
