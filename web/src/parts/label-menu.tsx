/** Which labels a conversation has; a new one is made by writing it. */
import { Menu } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLabels } from "@/api/labels";
import type { Opened } from "./opened";
import styles from "./parts.module.css";

interface Props extends Opened {
  labels: readonly string[];
  onLabel: (label: string) => void;
  onUnlabel: (label: string) => void;
}

const LONGEST = 40;

export function LabelMenu({ opened, onOpened, labels, onLabel, onUnlabel, children }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const label = words.trim().slice(0, LONGEST);
  const known = useLabels().data?.map((one) => one.label) ?? [];
  const all = [...new Set([...labels, ...known])];
  const found = all.filter((one) => folded(one).includes(folded(label)));
  const fresh = label !== "" && !all.some((one) => folded(one) === folded(label));
  const has = (one: string) => labels.some((other) => folded(other) === folded(one));
  return (
    <Menu opened={opened} onChange={onOpened} width={260} position="bottom-end">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={t("label.title")}>
        <Menu.Search
          placeholder={t("label.find")}
          aria-label={t("label.find")}
          maxLength={LONGEST}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div className={styles.choices}>
          {found.map((one) => (
            <Menu.CheckboxItem
              key={folded(one)}
              checked={has(one)}
              onChange={(on) => (on ? onLabel(one) : onUnlabel(one))}
            >
              <bdi className={styles.cut}>{one}</bdi>
            </Menu.CheckboxItem>
          ))}
          {fresh && (
            <Menu.Item onClick={() => onLabel(label)}>
              {t("label.add", { label, interpolation: { escapeValue: false } })}
            </Menu.Item>
          )}
          {all.length === 0 && !fresh && <Menu.Label>{t("label.none")}</Menu.Label>}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}

const folded = (label: string) => label.toLocaleLowerCase();
