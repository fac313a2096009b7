/** The first message: sent by oneself, to see how it arrives. */
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import { useChannels } from "./asking";
import { BotTrial } from "./bot-trial";
import { SiteTrial } from "./site-trial";
import { Step } from "./step";

export function MessageStep({ done }: { done: boolean }) {
  const { t } = useTranslation("first");
  const accounts = useChannels(useMay()("keep_channels")).data ?? [];
  return (
    <Step name="message" done={done}>
      {!done && <p>{t("messageHow")}</p>}
      {accounts.map(({ account, channel }) => {
        if (channel === "website") return <SiteTrial key={account} account={account} />;
        if (done) return null;
        if (channel === "telegram") return <BotTrial key={account} account={account} />;
        return <p key={account}>{t(`trial.${channel}`, { account, defaultValue: "" })}</p>;
      })}
    </Step>
  );
}
