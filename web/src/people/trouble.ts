/** What went wrong at the door, in the words of whoever stands before it. */
import i18next from "i18next";
import { Problem } from "@/api/client";
import { inWords } from "@/shell/notices";

/** `coded`: a code was sent along. */
export function troubleOf(error: unknown, coded = false): string {
  const word = error instanceof Problem ? wordOf(error, coded) : null;
  return word ? i18next.t(`people:trouble.${word}`) : inWords(error);
}

function wordOf({ status, field }: Problem, coded: boolean): string | null {
  if (field === "code" && (status === 401 || status === 422))
    return coded ? "wrongCode" : "codeNeeded";
  if (status === 401) return "wrong";
  if (status === 409 && field === "login") return "loginTaken";
  return null;
}
