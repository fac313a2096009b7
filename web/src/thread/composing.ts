/** Writing an answer or a note: the draft, where it goes, the guard before it leaves. */
import { useCallback, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { said } from "@/shell/notices";
import { channelsOf, lastAsked } from "./channels";
import { empty } from "./drafts";
import { newest, readBy, unseen } from "./guard";
import type { Kind } from "./kept";
import { drop, type Pending, send, useOutbox } from "./outbox";
import { type Mentionable, mentionedIn } from "./parts";
import { useKeeper } from "./use-draft";
import type { Conversation, Entry } from "./wire";

export interface Writer {
  /** Whose drafts these are. */
  owner: string;
  employee_id: string | null;
  undo_seconds: number;
}

interface Asked {
  here: Conversation;
  client: string | null;
  /** Newest first. */
  entries: readonly Entry[];
  conversations: readonly Conversation[];
  colleagues: readonly Mentionable[];
  me: Writer;
}

export interface Sending {
  close?: boolean;
  sendAt?: Date;
  /** Its author has seen what is new. */
  anyway?: boolean;
}

export type Composing = ReturnType<typeof useComposing>;

export function useComposing({ here, client, entries, conversations, colleagues, me }: Asked) {
  const { t } = useTranslation("thread");
  const home = here.conversation_id;
  const [kind, setKind] = useState<Kind>("reply");
  const [chosen, choose] = useState<string | null>(null);
  const [held, hold] = useState<Sending | null>(null);
  const [typedAt, setTypedAt] = useState(0);
  const reply = useKeeper(me.owner, home, "reply");
  const note = useKeeper(me.owner, home, "note");
  const keeper = kind === "reply" ? reply : note;
  const draft = keeper.draft;
  const channels = channelsOf(conversations, here);
  const target =
    channels.find((one) => one.conversation_id === chosen) ?? lastAsked(entries, channels, here);
  const there = target.conversation_id;

  const writing = !empty(reply.draft.typed);
  const seen = reply.draft.typed.seen_seq;
  const news = writing && seen !== null ? unseen(entries, there, seen, me.employee_id) : NONE;
  const shownAt = useShownAt(news.at(-1)?.message_id);
  const last = newest(entries);

  const type = useCallback(
    (typed: { text?: string; subject?: string }) => {
      const { typed: before } = keeper.draft;
      const begins = keeper.kind === "reply" && (before.seen_seq === null || empty(before));
      const read = news.length > 0 && !held && readBy(Date.now(), shownAt.current, news);
      setTypedAt(Date.now());
      keeper.change({ ...typed, ...((begins || read) && last > 0 && { seen_seq: last }) });
    },
    [keeper, news, held, last, shownAt],
  );

  const leave = useCallback(
    (sending: Sending = {}): boolean => {
      const { typed, uploads } = keeper.draft;
      if (!typed.text.trim() && typed.attachments.length === 0) return false;
      if (uploads.some((one) => !one.error)) return saying(t("files.stillGoing"));
      if (!typed.text.trim()) return saying(t("files.wordsNeeded"));
      if (keeper.kind === "reply" && news.length > 0 && !sending.anyway) {
        hold(sending);
        return false;
      }
      const pending: Pending = {
        message_id: crypto.randomUUID(),
        conversation_id: keeper.kind === "reply" ? there : home,
        home,
        client,
        kind: keeper.kind,
        text: typed.text,
        subject: typed.subject.trim(),
        attachments: typed.attachments,
        mentions: keeper.kind === "note" ? mentionedIn(typed.text, colleagues) : [],
        seen_seq: last,
        send_at: sending.sendAt?.toISOString() ?? null,
        undo_seconds: me.undo_seconds,
        close: sending.close ?? false,
        at: Date.now(),
        state: "going",
      };
      hold(null);
      setTypedAt(0);
      keeper.clear();
      void send(pending);
      return true;
    },
    [keeper, news, there, home, client, colleagues, last, me.undo_seconds, t],
  );

  const goOn = useCallback(() => {
    hold(null);
    reply.change({ seen_seq: last });
  }, [reply, last]);

  const outbox = useOutbox();
  useEffect(() => {
    for (const one of outbox) {
      if (one.home !== home || one.state !== "held") continue;
      drop(one.message_id);
      const { text, subject, attachments, seen_seq } = one;
      reply.restore({ text, subject, attachments, seen_seq });
      choose(one.conversation_id);
      setKind("reply");
      hold({ close: one.close, ...(one.send_at && { sendAt: new Date(one.send_at) }) });
    }
  }, [outbox, home, reply]);

  return {
    kind,
    setKind,
    keeper,
    reply,
    note,
    draft,
    channels,
    target,
    choose,
    news,
    held,
    typedAt,
    type,
    send: leave,
    goOn,
  };
}

const NONE: ReturnType<typeof unseen> = [];

function saying(words: string): false {
  said(words);
  return false;
}

/** Since when the last of what is new stands there. */
function useShownAt(id: string | undefined) {
  const at = useRef(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the moment at which another one came
  useEffect(() => {
    at.current = Date.now();
  }, [id]);
  return at;
}
