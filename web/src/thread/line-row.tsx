/** A thin line: a step of a lead, a deal or a task, an alarm, who took it over. */
import {
  IconArrowsJoin,
  IconBell,
  IconBriefcase,
  IconChecklist,
  IconClick,
  IconForms,
  IconMessage,
  IconPoint,
  IconSparkles,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Actor } from "@/card/actor";
import { usePipelines } from "@/card/asking";
import { money } from "@/card/money";
import { Who } from "@/parts";
import { useSpoken } from "@/words/spoken";
import styles from "./line.module.css";
import { type Line, lineOf } from "./lines";
import { clockOf, fullOf, momentOf } from "./times";
import type { Entry } from "./wire";

const SIGNS: Record<string, typeof IconPoint> = {
  conversation: IconMessage,
  answer: IconMessage,
  escalation: IconBell,
  lead: IconSparkles,
  form: IconForms,
  deal: IconBriefcase,
  task: IconChecklist,
  client: IconArrowsJoin,
};

export function LineRow({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation("thread");
  if (entry.touch) return <TouchLine entry={entry} />;
  const step = entry.step ?? entry.event;
  if (!step) return null;
  const line = lineOf(step.kind, step.detail);
  const aggregate = step.kind.split(".")[0] ?? "";
  const Sign = SIGNS[aggregate] ?? IconPoint;
  const byPerson = /^(employee|token):/.test(step.actor) && step.actor !== `employee:${line.who}`;
  return (
    <div className={styles.line} data-about={aggregate}>
      <Sign size={14} aria-hidden />
      <span className={styles.what}>
        {t(`line.${line.word}`, { defaultValue: step.kind })}
        <Rest line={line} />
        {byPerson && (
          <span className={styles.by}>
            {" · "}
            <Actor by={step.actor} />
          </span>
        )}
      </span>
      <time dateTime={entry.at} title={fullOf(new Date(entry.at), i18n.language)}>
        {clockOf(new Date(entry.at), i18n.language)}
      </time>
    </div>
  );
}

function Rest({ line }: { line: Line }) {
  const { i18n } = useTranslation();
  const spoken = useSpoken();
  return (
    <>
      {line.who !== undefined && (
        <>
          {": "}
          <Who id={line.who} />
        </>
      )}
      {line.at && ` ${momentOf(new Date(line.at), i18n.language)}`}
      {line.money && `: ${money(line.money, i18n.language)}`}
      {line.stages && <Stages {...line.stages} />}
      {line.words && (
        <>
          {": "}
          <bdi>{spoken(line.words)}</bdi>
        </>
      )}
    </>
  );
}

function Stages({ pipeline, from, to }: NonNullable<Line["stages"]>) {
  const { data } = usePipelines();
  const stages = (data ?? [])
    .filter((one) => !pipeline || one.name === pipeline)
    .flatMap((one) => one.stages);
  const title = (name: string) => stages.find((one) => one.name === name)?.title ?? name;
  return (
    <>
      {": "}
      {from && <bdi>{title(from)}</bdi>}
      {from && " → "}
      <bdi>{title(to)}</bdi>
    </>
  );
}

function TouchLine({ entry }: { entry: Entry }) {
  const { t, i18n } = useTranslation("thread");
  const touch = entry.touch;
  if (!touch) return null;
  const from = [touch.source, touch.medium, touch.campaign].filter(Boolean).join(" / ");
  return (
    <div className={styles.line} data-about="touch">
      <IconClick size={14} aria-hidden />
      <span className={styles.what}>
        {t("line.touch")}: <bdi>{from}</bdi>
      </span>
      <time dateTime={entry.at} title={fullOf(new Date(entry.at), i18n.language)}>
        {clockOf(new Date(entry.at), i18n.language)}
      </time>
    </div>
  );
}
