/** Whose conversation it is, and to whom it can be given. */
import { Menu, ScrollArea, TextInput, UnstyledButton } from "@mantine/core";
import { IconChevronDown, IconUserOff } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useColleagues } from "@/api/colleagues";
import { useMe } from "@/api/me";
import { Avatar, Who } from "@/parts";
import styles from "./header.module.css";
import { fits } from "./trigger";

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  assignee: string | null;
  assign: (employee: string | null) => void;
}

export function AssignMenu({ opened, onChange, assignee, assign }: Props) {
  const { t } = useTranslation("thread");
  const { data = [] } = useColleagues();
  const me = useMe().data?.employee_id;
  const [words, setWords] = useState("");
  const found = data
    .filter((one) => fits(words, one.name))
    .toSorted((a, b) => Number(b.employee_id === me) - Number(a.employee_id === me));
  return (
    <Menu opened={opened} onChange={onChange} onClose={() => setWords("")} position="bottom-end">
      <Menu.Target>
        <UnstyledButton className={styles.assignee} aria-label={t("assign.name")}>
          {assignee ? <Who id={assignee} /> : <span>{t("assign.nobody")}</span>}
          <IconChevronDown size={14} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown miw={240}>
        <TextInput
          data-autofocus
          size="xs"
          m={4}
          value={words}
          placeholder={t("assign.find")}
          aria-label={t("assign.find")}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ScrollArea.Autosize mah={320}>
          {found.map((one) => (
            <Menu.Item
              key={one.employee_id}
              leftSection={<Avatar name={one.name} size={22} />}
              aria-current={one.employee_id === assignee}
              onClick={() => assign(one.employee_id)}
            >
              <bdi>{one.name ?? "—"}</bdi>
              {one.employee_id === me && ` (${t("assign.me")})`}
            </Menu.Item>
          ))}
          <Menu.Item leftSection={<IconUserOff size={18} />} onClick={() => assign(null)}>
            {t("assign.toNobody")}
          </Menu.Item>
        </ScrollArea.Autosize>
      </Menu.Dropdown>
    </Menu>
  );
}
