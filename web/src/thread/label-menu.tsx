/** Words hung on a conversation: those there are, and new ones. */
import { ActionIcon, Menu, ScrollArea, TextInput, Tooltip } from "@mantine/core";
import { IconCheck, IconPlus, IconTag } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { keys } from "@/api/keys";
import { Labels } from "@/parts";
import { labels as asked } from "./asking";
import styles from "./header.module.css";
import { fits } from "./trigger";

const MOST_SIGNS = 40;

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  labels: readonly string[];
  hang: (label: string) => void;
  takeOff: (label: string) => void;
}

export function LabelMenu({ opened, onChange, labels, hang, takeOff }: Props) {
  const { t } = useTranslation("thread");
  const [words, setWords] = useState("");
  const { data } = useQuery({ queryKey: keys.labels, queryFn: asked, enabled: opened });
  const known = (data?.items ?? []).map((one) => one.label);
  const all = [...labels, ...known.filter((one) => !has(labels, one))];
  const typed = words.trim();
  const found = all.filter((one) => fits(typed, one)).slice(0, 50);
  const toggle = (label: string) => {
    setWords("");
    if (has(labels, label)) takeOff(label);
    else hang(label);
  };
  return (
    <Menu
      opened={opened}
      onChange={onChange}
      onClose={() => setWords("")}
      position="bottom-end"
      closeOnItemClick={false}
    >
      <Menu.Target>
        <Tooltip label={t("labels.name")} withArrow disabled={opened}>
          {labels.length > 0 ? (
            <button type="button" className={styles.labels} aria-label={t("labels.name")}>
              <Labels labels={labels} most={2} />
            </button>
          ) : (
            <ActionIcon size={30} variant="default" aria-label={t("labels.name")}>
              <IconTag size={18} />
            </ActionIcon>
          )}
        </Tooltip>
      </Menu.Target>
      <Menu.Dropdown miw={220}>
        <TextInput
          data-autofocus
          size="xs"
          m={4}
          value={words}
          maxLength={MOST_SIGNS}
          placeholder={t("labels.find")}
          aria-label={t("labels.find")}
          onChange={(event) => setWords(event.currentTarget.value)}
          onKeyDown={(event) => {
            if (event.key === "Enter" && typed) toggle(typed);
          }}
        />
        <ScrollArea.Autosize mah={280}>
          {found.map((label) => (
            <Menu.Item
              key={label}
              leftSection={
                has(labels, label) ? <IconCheck size={16} /> : <span className={styles.gap} />
              }
              aria-checked={has(labels, label)}
              role="menuitemcheckbox"
              onClick={() => toggle(label)}
            >
              <bdi>{label}</bdi>
            </Menu.Item>
          ))}
          {typed && !has(all, typed) && (
            <Menu.Item leftSection={<IconPlus size={16} />} onClick={() => toggle(typed)}>
              {t("labels.new")} <bdi>{typed}</bdi>
            </Menu.Item>
          )}
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}

const has = (labels: readonly string[], label: string) =>
  labels.some((one) => one.toLocaleLowerCase() === label.toLocaleLowerCase());
