/** What somebody said, as text: links and mentions marked, long words folded. */
import { Button } from "@mantine/core";
import { memo, useState } from "react";
import { useTranslation } from "react-i18next";
import styles from "./bubble.module.css";
import { foldedText } from "./folding";
import { type Mentionable, partsOf } from "./parts";

interface Props {
  text: string;
  mentioned?: readonly Mentionable[];
}

const NOBODY: readonly Mentionable[] = [];

export const SaidText = memo(function SaidText({ text, mentioned = NOBODY }: Props) {
  const { t } = useTranslation("thread");
  const [all, setAll] = useState(false);
  const folded = foldedText(text);
  const shown = all || folded === null ? text : folded;
  return (
    <>
      <div className={styles.text} dir="auto">
        {partsOf(shown, mentioned).map((part, index) => {
          const key = `${index} ${part.kind}`;
          if (part.kind === "text") return <span key={key}>{part.text}</span>;
          if (part.kind === "mention") {
            return (
              <bdi key={key} className={styles.mention}>
                {part.text}
              </bdi>
            );
          }
          return (
            <a key={key} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
              {part.text}
            </a>
          );
        })}
        {!all && folded !== null && "…"}
      </div>
      {folded !== null && (
        <Button
          size="compact-xs"
          variant="subtle"
          aria-expanded={all}
          onClick={() => setAll((before) => !before)}
        >
          {all ? t("fold") : t("unfold")}
        </Button>
      )}
    </>
  );
});
