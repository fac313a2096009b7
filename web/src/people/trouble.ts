/** What went wrong at the door, in the words of whoever stands before it. */
import i18next from "i18next";
import { Problem } from "@/api/client";
import { inWords } from "@/shell/notices";

/** `coded`: a code went along; `password`: what a refused one is, a weak new or a wrong old one. */
export interface Sent {
  coded?: boolean;
  password?: "weak" | "wrong";
}

export function troubleOf(error: unknown, sent: Sent = {}): string {
  const word = error instanceof Problem ? wordOf(error, sent) : null;
  return word ? i18next.t(`people:trouble.${word}`) : inWords(error);
}

function wordOf({ status, field }: Problem, { coded, password }: Sent): string | null {
  if (status === 409 && field === "login") return "loginTaken";
  if (status === 404) return "gone";
  if (status !== 401 && status !== 422) return null;
  if (field === "code") return coded ? "wrongCode" : "codeNeeded";
  if (field === "new") return "weak";
  if (field === "password" && password) return password;
  return status === 401 ? "wrong" : null;
}
