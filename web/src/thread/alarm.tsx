/** An alarm that was told to the one who looks: taken on here, it climbs no further. */
import { Button } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Age } from "@/parts";
import styles from "./header.module.css";
import type { Opened } from "./wire";

interface Props {
  opened: Opened;
  me: string | null;
  acknowledge: (escalation: string) => void;
}

export function Alarm({ opened, me, acknowledge }: Props) {
  const { t } = useTranslation("thread");
  const mine = opened.escalations.find((one) => one.employee_id === me && !one.acknowledged_at);
  if (!mine || !opened.waiting_since || opened.acknowledged_by) return null;
  return (
    <div className={styles.alarm} role="status">
      <IconBell size={16} aria-hidden />
      <span>
        {t("alarm.told")} <Age since={mine.waiting_since} />
      </span>
      <Button size="compact-sm" variant="default" onClick={() => acknowledge(mine.escalation_id)}>
        {t("alarm.acknowledge")}
      </Button>
    </div>
  );
}
