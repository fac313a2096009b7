/** Notices: what was done, with a way back; what failed, with its remedy. */
import { Button, Group, Text } from "@mantine/core";
import { notifications } from "@mantine/notifications";
import i18next from "i18next";
import { Problem } from "@/api/client";
import { spoken } from "@/words/spoken";

interface Said {
  /** Takes back what was done; also by the key Z while the notice stands. */
  undo?: () => void;
  /** How long it stands; 6 by default. */
  seconds?: number;
}

const standing = new Map<string, () => void>();

/** Says what was done. */
export function said(text: string, { undo, seconds = 6 }: Said = {}): string {
  const id = notifications.show({
    message: undo ? <Undoable text={text} undo={() => takeBack(id)} /> : text,
    autoClose: seconds * 1000,
    color: "cyan",
    onClose: () => standing.delete(id),
  });
  if (undo) standing.set(id, undo);
  return id;
}

/** Takes the last thing back, if its notice still stands. */
export function undoLast(): boolean {
  const last = [...standing.keys()].at(-1);
  if (last) takeBack(last);
  return last !== undefined;
}

function takeBack(id: string) {
  const undo = standing.get(id);
  standing.delete(id);
  notifications.hide(id);
  undo?.();
}

/** Says what did not work, and why. */
export function failed(error: unknown) {
  notifications.show({
    title: i18next.t("shell:failed"),
    message: inWords(error),
    color: "red",
    autoClose: 12_000,
    role: "alert",
  });
}

/** A problem as a sentence. */
export function inWords(error: unknown): string {
  if (!(error instanceof Problem)) return i18next.t("shell:unreachable");
  if (error.status === 401) return i18next.t("shell:signedOut");
  if (error.status === 429) return i18next.t("shell:tooOften", { count: error.retryAfter ?? 1 });
  const detail = sentence(spoken(error.detail));
  return error.status >= 500 ? i18next.t("shell:troubled", { detail }) : detail;
}

/** The hub's problems begin small and end open; what people read does not. */
function sentence(words: string): string {
  const begun = words.charAt(0).toUpperCase() + words.slice(1);
  return /[.!?…:]$/.test(begun) ? begun : `${begun}.`;
}

function Undoable({ text, undo }: { text: string; undo: () => void }) {
  return (
    <Group justify="space-between" wrap="nowrap" gap="xs">
      <Text size="sm">{text}</Text>
      <Button size="compact-sm" variant="light" onClick={undo}>
        {i18next.t("shell:undo")}
      </Button>
    </Group>
  );
}
