/** A call: who called whom, for how long, and what was said. */
import { IconPhoneIncoming, IconPhoneOff, IconPhoneOutgoing } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useSpoken } from "@/words/spoken";
import styles from "./line.module.css";
import { clockOf, fullOf, secondsOf } from "./times";
import type { Call } from "./wire";

export function CallRow({ call }: { call: Call }) {
  const { t, i18n } = useTranslation("thread");
  const spoken = useSpoken();
  const out = call.direction === "out";
  const Sign = call.missed ? IconPhoneOff : out ? IconPhoneOutgoing : IconPhoneIncoming;
  const kind = call.missed ? "missed" : call.ended_at ? "ended" : "going";
  const at = new Date(call.at);
  return (
    <article className={styles.call} data-missed={call.missed} data-out={out}>
      <Sign size={18} aria-hidden />
      <div className={styles.said}>
        <div>
          <strong>{t(`call.${out ? "out" : "in"}.${kind}`)}</strong>
          {call.duration_seconds !== null && !call.missed && (
            <span> · {secondsOf(call.duration_seconds)}</span>
          )}
        </div>
        <div className={styles.by}>
          {call.line && <bdi>{call.line}</bdi>}
          {call.extension && (
            <>
              {" · "}
              {t("call.extension")} <bdi>{call.extension}</bdi>
            </>
          )}
        </div>
        {call.recording && (
          // biome-ignore lint/a11y/useMediaCaption: nobody has written down what was said
          <audio
            className={styles.player}
            controls
            preload="none"
            aria-label={t("call.recording")}
            src={`/v1/calls/${call.call_id}/recording`}
          />
        )}
        {call.recording_pending && <div className={styles.by}>{t("call.pending")}</div>}
        {call.recording_failed && (
          <div className={styles.by}>
            {t("call.lost")}: <bdi>{spoken(call.recording_failed)}</bdi>
          </div>
        )}
      </div>
      <time dateTime={call.at} title={fullOf(at, i18n.language)}>
        {clockOf(at, i18n.language)}
      </time>
    </article>
  );
}
