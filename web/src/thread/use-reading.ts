/** What the rows of this timeline know, and what can be done from them. */
import { useMemo, useRef } from "react";
import { useLocation } from "wouter";
import { keys } from "@/api/keys";
import { type Me, useMay } from "@/api/me";
import { changed, until } from "@/api/rounds";
import { failed } from "@/shell/notices";
import { sendAgain } from "./asking";
import type { Composing } from "./composing";
import { drop, type Pending, send, useOutbox } from "./outbox";
import type { Mentionable } from "./parts";
import type { Reading } from "./reading";
import { type TakenBack, takeBack, withdrawn } from "./taking-back";
import type { Conversation, Entry, Message, Opened } from "./wire";

interface Asked {
  opened: Opened;
  conversations: readonly Conversation[];
  colleagues: readonly Mentionable[];
  entries: readonly Entry[];
  composing: Composing;
  me: Me;
  owner: string;
}

export function useReadingOf(asked: Asked) {
  const { opened, conversations, colleagues, entries, me } = asked;
  const mayReply = useMay()("reply");
  const outbox = useOutbox();
  const home = opened.conversation_id;
  const now = useRef(asked);
  now.current = asked;
  const goTo = useGoTo();

  const there = useMemo(
    () => new Set(entries.flatMap((one) => one.message?.message_id ?? [])),
    [entries],
  );
  const pending = useMemo(
    () =>
      outbox.filter(
        (one) => one.home === home && one.state !== "held" && !there.has(one.message_id),
      ),
    [outbox, home, there],
  );
  const sent = useMemo(() => new Map(outbox.map((one) => [one.message_id, one])), [outbox]);
  const repeated = useMemo(() => {
    const again = (one: Entry) => one.message?.again ?? [];
    return new Set(entries.flatMap(again));
  }, [entries]);

  const value = useMemo<Reading>(() => {
    const of = (message: Message): TakenBack => ({
      message_id: message.message_id,
      conversation_id: message.conversation_id,
      home,
      client: now.current.opened.client_id,
      subject: message.subject ?? "",
      owner: now.current.owner,
    });
    const change = async (message: Message) => {
      if (!(await takeBack(of(message)))) return;
      now.current.composing.setKind("reply");
      now.current.composing.choose(message.conversation_id);
    };
    return {
      conversation: home,
      name: opened.name,
      me: me.employee_id,
      mayReply,
      colleagues,
      outbox: sent,
      repeated,
      conversationOf: (id) => conversations.find((one) => one.conversation_id === id),
      undo: (message) => void change(message),
      undoPending: (one) => void takeBack({ ...one, owner: now.current.owner }),
      change: (message) => void change(message),
      sendNow: (message) => void sendNow(of(message), me.undo_seconds),
      sendAgain: (message) => void again(message, now.current.opened.client_id),
      tryAgain: (one) => void send(one),
      giveUp: (one) => toDraft(one, now.current.composing),
    };
  }, [home, opened.name, me, mayReply, colleagues, sent, repeated, conversations]);

  /** Takes the last sending back, wherever it was written. */
  const undo = async (one: Pending) => {
    const back = await takeBack({ ...one, owner: now.current.owner });
    if (!back) return;
    if (one.home !== home) goTo(one.home);
    else now.current.composing.choose(one.conversation_id);
  };
  return { value, pending, undo };
}

/** Another conversation in the same folder or view. */
function useGoTo() {
  const [path, go] = useLocation();
  return (conversation: string) => {
    const [, page, of] = path.split("/");
    go(page && of ? `/${page}/${of}/${conversation}` : `/inbox/mine/${conversation}`);
  };
}

async function sendNow(one: TakenBack, undo_seconds: number) {
  const back = await withdrawn(one);
  if (!back) return;
  await send({
    ...one,
    message_id: crypto.randomUUID(),
    kind: "reply",
    text: back.text ?? "",
    attachments: back.attachments,
    mentions: [],
    seen_seq: back.seq,
    send_at: null,
    undo_seconds,
    close: false,
    at: Date.now(),
    state: "going",
  });
}

async function again(message: Message, client: string | null) {
  try {
    until((await sendAgain(message.message_id)).seq);
  } catch (error) {
    failed(error);
  }
  changed([
    keys.conversation(message.conversation_id),
    client ? keys.history(client) : keys.histories,
    keys.lists,
  ]);
}

/** What was not sent becomes a draft again. */
function toDraft(one: Pending, composing: Composing) {
  drop(one.message_id);
  composing.setKind(one.kind);
  const keeper = one.kind === "reply" ? composing.reply : composing.note;
  const { text, subject, attachments, seen_seq } = one;
  keeper.restore({ text, subject, attachments, seen_seq });
}
