/** Where one is signed in; all but this device can be ended. */
import { Badge, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { Age } from "@/parts";
import { said } from "@/shell/notices";
import { Asked } from "../asked";
import { type Session, useSessions } from "../asking";
import { useMoment } from "../moment";
import styles from "../people.module.css";
import { deviceOf } from "./device";
import { Section } from "./section";

export function Sessions() {
  const { t } = useTranslation("people");
  const asked = useSessions();
  const end = useChange<Session[]>({
    touches: [keys.sessions],
    ask: (these) => Promise.all(these.map(ended)),
    optimistic: (these, cache) =>
      cache.setQueryData<Session[]>(keys.sessions, (all) =>
        all?.filter((one) => !these.some((other) => other.session_id === one.session_id)),
      ),
    done: (_answer, these) => said(t("sessionsEnded", { count: these.length })),
  });
  const others = asked.data?.filter((one) => !one.current) ?? [];
  return (
    <Section title={t("sessions")}>
      <Asked of={asked}>
        {(all) => (
          <ul aria-label={t("sessions")} className={styles.list}>
            {all.map((one) => (
              <Row key={one.session_id} session={one} end={() => end.mutate([one])} />
            ))}
          </ul>
        )}
      </Asked>
      {others.length > 1 && (
        <Button size="xs" variant="default" onClick={() => end.mutate(others)}>
          {t("endOthers")}
        </Button>
      )}
    </Section>
  );
}

const ended = ({ session_id }: Session) =>
  told(hub.DELETE("/v1/sessions/{session_id}", { params: { path: { session_id } } }));

function Row({ session, end }: { session: Session; end: () => void }) {
  const { t } = useTranslation("people");
  const moment = useMoment();
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.who}>
          <bdi className={styles.name}>{deviceOf(session.device) || t("unknownDevice")}</bdi>
          <p className={styles.dim}>
            {t("sessionBegan", { time: moment(session.created_at) })} · {t("sessionSeen")}{" "}
            <Age since={session.seen_at} />
          </p>
        </span>
        {session.current ? (
          <Badge variant="light" tt="none">
            {t("thisDevice")}
          </Badge>
        ) : (
          <Button
            size="xs"
            variant="default"
            aria-label={t("endOf", { device: deviceOf(session.device) })}
            onClick={end}
          >
            {t("end")}
          </Button>
        )}
      </div>
    </li>
  );
}
