/** Calls of a client, with what was recorded. */
import { ActionIcon } from "@mantine/core";
import {
  IconPhoneIncoming,
  IconPhoneOff,
  IconPhoneOutgoing,
  IconPlayerPlay,
} from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Call, useCalls } from "./asking";
import styles from "./card.module.css";
import { length } from "./length";
import { Moment } from "./moment";
import { Section } from "./section";

/** Not shown at all where nobody has ever called. */
export function Calls({ client }: { client: string }) {
  const { t } = useTranslation("card");
  const items = useCalls(client).data?.items ?? [];
  if (items.length === 0) return null;
  return (
    <Section name="calls" title={t("calls.title")} count={items.length}>
      <ul>
        {items.map((one) => (
          <CallLine key={one.call_id} call={one} />
        ))}
      </ul>
    </Section>
  );
}

function CallLine({ call }: { call: Call }) {
  const { t } = useTranslation("card");
  const [heard, setHeard] = useState(false);
  const Sign = call.missed
    ? IconPhoneOff
    : call.direction === "in"
      ? IconPhoneIncoming
      : IconPhoneOutgoing;
  return (
    <li className={styles.line}>
      <Sign size={16} className={styles.sign} data-missed={call.missed} aria-hidden />
      <div className={styles.grow}>
        <span data-late={call.missed} className={styles.due}>
          {t(call.missed ? "calls.missed" : `calls.${call.direction}`)}
          {call.duration_seconds !== null && ` · ${length(call.duration_seconds)}`}
        </span>
        <p className={styles.dim}>
          <Moment at={call.at} />
          {call.recording_failed && ` · ${t("calls.lost")}`}
        </p>
        {heard && (
          // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
          <audio controls autoPlay src={`/v1/calls/${call.call_id}/recording`} />
        )}
      </div>
      {call.recording && !heard && (
        <ActionIcon
          variant="light"
          size="sm"
          aria-label={t("calls.listen")}
          onClick={() => setHeard(true)}
        >
          <IconPlayerPlay size={14} />
        </ActionIcon>
      )}
    </li>
  );
}
