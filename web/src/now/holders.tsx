/** Who holds how many of those who wait; a press shows theirs alone, another one everybody's. */
import { UnstyledButton } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Who } from "@/parts";
import type { Holder } from "./asking";
import type { Chosen } from "./held";
import styles from "./now.module.css";
import { Since } from "./ticking";

interface Props {
  holders: readonly Holder[];
  skew: number;
  chosen: Chosen;
  choose: (holder: Chosen) => void;
}

export function Holders({ holders, skew, chosen, choose }: Props) {
  const { t } = useTranslation("now");
  return (
    <ul className={styles.holders} aria-label={t("holders")}>
      {holders.map(({ employee_id, waiting, longest_since }) => {
        const pressed = chosen !== undefined && chosen === employee_id;
        return (
          <li key={employee_id ?? "nobody"}>
            <UnstyledButton
              className={styles.holder}
              aria-pressed={pressed}
              onClick={() => choose(pressed ? undefined : employee_id)}
            >
              <b>{waiting}</b>
              <span className={styles.holderName}>
                {employee_id ? <Who id={employee_id} /> : t("taken")}
              </span>
              <span className={styles.dim}>
                <Since at={longest_since} skew={skew} />
              </span>
            </UnstyledButton>
          </li>
        );
      })}
    </ul>
  );
}
