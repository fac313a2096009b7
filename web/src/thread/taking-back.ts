/** Taking an answer back before it leaves: its words and files go into the field again. */
import i18next from "i18next";
import { Problem } from "@/api/client";
import { keys } from "@/api/keys";
import { changed, until } from "@/api/rounds";
import { failed, said } from "@/shell/notices";
import { withdraw } from "./asking";
import { keeperOf } from "./keeper";
import { drop } from "./outbox";

export interface TakenBack {
  message_id: string;
  /** Where it was going. */
  conversation_id: string;
  /** Where it was written. */
  home: string;
  client: string | null;
  subject: string;
  /** Whose draft it is again. */
  owner: string;
}

/** Whether it was in time; if not, it says so. */
export async function takeBack(one: TakenBack): Promise<boolean> {
  const back = await withdrawn(one);
  if (!back) return false;
  const typed = { text: back.text ?? "", subject: one.subject, attachments: back.attachments };
  keeperOf(one.owner, one.home, "reply").restore({ ...typed, seen_seq: back.seq });
  return true;
}

/** The words and files of an answer that does not leave any more; null: it is too late. */
export async function withdrawn(one: TakenBack) {
  try {
    const back = await withdraw(one.message_id);
    drop(one.message_id);
    until(back.seq);
    return back;
  } catch (error) {
    if (error instanceof Problem && error.status === 409) said(i18next.t("thread:undo.tooLate"));
    else failed(error);
    return null;
  } finally {
    changed([
      keys.conversation(one.conversation_id),
      one.client ? keys.history(one.client) : keys.histories,
      keys.lists,
      keys.counts,
    ]);
  }
}
