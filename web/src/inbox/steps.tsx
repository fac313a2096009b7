/** Back to the list, on to the card: over the conversation, where not everything fits side by side. */
import { ActionIcon } from "@mantine/core";
import { IconArrowLeft, IconId, IconLayoutSidebarRightCollapse } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import styles from "./inbox.module.css";
import { type Place, useOpen } from "./wanted";

interface Props {
  place: Place;
  step: "list" | "thread" | "card";
  showCard: (on: boolean) => void;
}

export function Steps({ place, step, showCard }: Props) {
  const { t } = useTranslation("inbox");
  const open = useOpen(place);
  const card = step === "card";
  return (
    <div className={styles.steps}>
      <ActionIcon
        className={styles.back}
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={t("shell:back")}
        onClick={() => (card ? showCard(false) : open(null))}
      >
        <IconArrowLeft size={20} />
      </ActionIcon>
      <ActionIcon
        className={styles.toCard}
        variant="subtle"
        color="gray"
        aria-label={t(card ? "hideCard" : "showCard")}
        title={t(card ? "hideCard" : "showCard")}
        aria-pressed={card}
        onClick={() => showCard(!card)}
      >
        {card ? <IconLayoutSidebarRightCollapse size={18} /> : <IconId size={18} />}
      </ActionIcon>
    </div>
  );
}
