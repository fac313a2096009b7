/** The first steps on a new hub: a channel, a first message, an answer, colleagues. */
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { Asked } from "@/people/asked";
import { useWelcome } from "./asking";
import { ChannelStep } from "./channel-step";
import { ColleaguesStep } from "./colleagues-step";
import styles from "./first.module.css";
import { MessageStep } from "./message-step";
import { ReplyStep } from "./reply-step";

export default function Page() {
  const { t } = useTranslation("first");
  const may = useMay();
  const asked = useWelcome();
  return (
    <main className={styles.page}>
      <h1 className={styles.title}>{t("title")}</h1>
      <Asked of={asked}>
        {({ steps }) => {
          const done = (step: string) => steps.some((one) => one.step === step && one.done);
          return (
            <>
              <p role="status">{t(steps.every((one) => one.done) ? "allDone" : "how")}</p>
              <ol className={styles.steps}>
                {may("keep_channels") && <ChannelStep done={done("channel")} />}
                {done("channel") && <MessageStep done={done("first_message")} />}
                {done("first_message") && <ReplyStep done={done("reply")} />}
                {may("keep_employees") && <ColleaguesStep done={done("colleagues")} />}
              </ol>
            </>
          );
        }}
      </Asked>
    </main>
  );
}
