/** Times that move on by themselves: how long it has been, how long it still is. */
import { useTranslation } from "react-i18next";
import { length } from "@/card/length";
import { useSecond } from "@/parts/clock";
import styles from "./now.module.css";

interface Props {
  at: string;
  /** How far this computer's clock is ahead of the hub's, in milliseconds. */
  skew: number;
}

export function Since({ at, skew }: Props) {
  const seconds = (useSecond() - skew - Date.parse(at)) / 1000;
  return (
    <time dateTime={at} className={styles.ticking}>
      {length(seconds)}
    </time>
  );
}

export function Until({ at, skew }: Props) {
  const { t } = useTranslation("now");
  const seconds = (Date.parse(at) - (useSecond() - skew)) / 1000;
  const late = seconds <= 0;
  return (
    <time dateTime={at} className={styles.ticking} data-late={late}>
      {late ? t("overdue") : length(Math.ceil(seconds))}
    </time>
  );
}
