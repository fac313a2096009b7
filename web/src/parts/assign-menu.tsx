/** To whom a conversation is given. */
import { Menu } from "@mantine/core";
import { IconCheck } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "@/api/colleagues";
import { useMe } from "@/api/me";
import { Avatar } from "./avatar";
import type { Opened } from "./opened";
import styles from "./parts.module.css";

interface Props extends Opened {
  /** Who has it now; null: nobody. Left out where it is many. */
  now?: string | null;
  /** An employee; null: nobody. */
  onAssign: (employee: string | null) => void;
}

export function AssignMenu({ opened, onOpened, now, onAssign, children }: Props) {
  const { t } = useTranslation();
  const [words, setWords] = useState("");
  const me = useMe().data?.employee_id;
  const colleagues = useColleagues().data ?? [];
  const found = colleagues.filter(
    (one) => one.employee_id !== me && has(one.name ?? "", words.trim()),
  );
  const check = (id: string | null) => (now === id ? <IconCheck size={14} aria-hidden /> : null);
  return (
    <Menu opened={opened} onChange={onOpened} width={260} position="bottom-end">
      <Menu.Target>{children}</Menu.Target>
      <Menu.Dropdown aria-label={t("assign.title")}>
        <Menu.Search
          placeholder={t("assign.find")}
          aria-label={t("assign.find")}
          value={words}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <div className={styles.choices}>
          {me && !words && (
            <Menu.Item onClick={() => onAssign(me)} rightSection={check(me)}>
              {t("assign.me")}
            </Menu.Item>
          )}
          {!words && (
            <Menu.Item onClick={() => onAssign(null)} rightSection={check(null)}>
              {t("assign.nobody")}
            </Menu.Item>
          )}
          {found.map((one) => (
            <Menu.Item
              key={one.employee_id}
              leftSection={<Avatar name={one.name} size={22} />}
              rightSection={check(one.employee_id)}
              onClick={() => onAssign(one.employee_id)}
            >
              <bdi className={styles.cut}>{one.name}</bdi>
            </Menu.Item>
          ))}
          {words && found.length === 0 && <Menu.Label>{t("assign.none")}</Menu.Label>}
        </div>
      </Menu.Dropdown>
    </Menu>
  );
}

const has = (name: string, words: string) =>
  name.toLocaleLowerCase().includes(words.toLocaleLowerCase());
