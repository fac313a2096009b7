/** The keys of an opened conversation. */
import type { Act } from "@/api/acts";
import type { Me } from "@/api/me";
import { useKeys } from "@/shell/keys";
import { undoLast } from "@/shell/notices";
import type { Composing } from "./composing";
import type { Field } from "./editor";
import type { Menu } from "./header";
import type { Kind } from "./kept";
import { type Pending, undoable } from "./outbox";

interface Asked {
  act: (what: Act) => void;
  composing: Composing;
  field: Field;
  open: (menu: Menu) => void;
  done: () => void;
  me: Me;
  may: (action: string) => boolean;
  reading: { undo: (one: Pending) => Promise<void> };
}

export function useThreadKeys({ act, composing, field, open, done, me, may, reading }: Asked) {
  const write = (kind: Kind) => {
    composing.setKind(kind);
    field.focus();
  };
  const works = may("work_conversations");
  useKeys(
    "thread",
    works
      ? [
          { code: "KeyR", what: "reply", run: () => write(may("reply") ? "reply" : "note") },
          { code: "KeyN", what: "note", run: () => write("note") },
          { code: "KeyE", what: "done", run: done },
          { code: "KeyZ", what: "undo", run: () => takeBackLast(reading.undo) },
          { code: "KeyH", what: "snooze", run: () => open("snooze") },
          { code: "KeyA", what: "assign", run: () => open("assign") },
          {
            code: "KeyI",
            what: "assignMe",
            run: () => me.employee_id && act({ kind: "assign", employee_id: me.employee_id }),
          },
          { code: "KeyL", what: "label", run: () => open("label") },
        ]
      : [],
  );
}

function takeBackLast(undo: (one: Pending) => Promise<void>) {
  const last = undoable();
  if (last) void undo(last);
  else undoLast();
}
