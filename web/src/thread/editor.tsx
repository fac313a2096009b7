/** The field: grows with its text, offers canned answers and colleagues, takes files that are pasted. */
import { type RefObject, useEffect, useId, useLayoutEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./composer.module.css";
import type { Composing, Sending } from "./composing";
import { Suggestions, useSuggestions } from "./suggestions";
import { filledIn, type Trigger, triggerAt } from "./trigger";

export interface Field {
  ref: RefObject<HTMLTextAreaElement | null>;
  focus: () => void;
}

interface Props {
  composing: Composing;
  field: Field;
  add: (files: Iterable<File>) => void;
  send: (sending?: Sending) => void;
}

export function Editor({ composing, field, add, send }: Props) {
  const { t } = useTranslation("thread");
  const { keeper, draft, kind, type, target } = composing;
  const { text } = draft.typed;
  const [caret, setCaret] = useState(0);
  const [away, setAway] = useState<Trigger | null>(null);
  const id = useId();
  const trigger = triggerAt(text, caret, kind === "note");
  const wanted = trigger && (away?.from !== trigger.from || away.kind !== trigger.kind);
  const offered = useSuggestions(
    wanted ? trigger : null,
    target.conversation_id,
    (words, replaced) => {
      const filled = filledIn(keeper.draft.typed.text, caret, replaced, words);
      type({ text: filled.text });
      place(field, filled.caret, setCaret);
    },
  );

  useGrowing(field.ref, text);
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that other hands put something there
  useLayoutEffect(() => place(field, keeper.draft.typed.text.length, setCaret, false), [draft.put]);

  const pressed = (event: React.KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    if (offered.pressed(event.key)) return event.preventDefault();
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      if (!event.repeat) send({ close: event.shiftKey && kind === "reply" });
    } else if (event.key === "Escape") {
      event.stopPropagation();
      if (wanted) setAway(trigger);
      else field.ref.current?.blur();
    }
  };

  return (
    <div className={styles.editor}>
      {offered.shown && <Suggestions id={id} offered={offered} />}
      <textarea
        ref={field.ref}
        className={styles.text}
        value={text}
        rows={2}
        dir="auto"
        spellCheck
        aria-label={t(kind === "reply" ? "composer.yourAnswer" : "composer.yourNote")}
        placeholder={t(kind === "reply" ? "composer.placeholder" : "composer.notePlaceholder")}
        aria-autocomplete="list"
        aria-controls={offered.shown ? id : undefined}
        aria-activedescendant={offered.shown ? `${id}-${offered.at}` : undefined}
        onChange={(event) => {
          setAway(null);
          setCaret(event.currentTarget.selectionStart);
          type({ text: event.currentTarget.value });
        }}
        onSelect={(event) => setCaret(event.currentTarget.selectionStart)}
        onKeyDown={pressed}
        onBlur={() => keeper.leave()}
        onPaste={(event) => {
          if (event.clipboardData.files.length === 0) return;
          event.preventDefault();
          add(event.clipboardData.files);
        }}
      />
    </div>
  );
}

/** The caret goes there once the text is drawn. */
function place(field: Field, at: number, told: (caret: number) => void, focus = true) {
  requestAnimationFrame(() => {
    const there = field.ref.current;
    if (!there) return;
    if (focus) there.focus();
    there.setSelectionRange(at, at);
    there.scrollTop = there.scrollHeight;
    told(at);
  });
}

function useGrowing(ref: RefObject<HTMLTextAreaElement | null>, text: string) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: as high as the text that is drawn now
  useLayoutEffect(() => heighten(ref.current), [text]);
  useEffect(() => {
    const again = () => heighten(ref.current);
    window.addEventListener("resize", again);
    return () => window.removeEventListener("resize", again);
  }, [ref]);
}

function heighten(field: HTMLTextAreaElement | null) {
  if (!field) return;
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
