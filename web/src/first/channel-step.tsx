/** A channel is connected: which kind, and what it has to know. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { ChannelGlyph } from "@/parts";
import { Asked } from "@/people/asked";
import { type Kind, useChannels, useKinds } from "./asking";
import { ConnectForm } from "./connect-form";
import { Connected } from "./connected";
import styles from "./first.module.css";
import { SiteForm } from "./site-form";
import { Step } from "./step";

const FIRST = ["telegram", "email", "website", "loopback"];

export function ChannelStep({ done }: { done: boolean }) {
  const { t } = useTranslation("first");
  const [chosen, choose] = useState<string | null>(null);
  const accounts = useChannels(true).data ?? [];
  const close = () => choose(null);
  return (
    <Step name="channel" done={done}>
      {accounts.map((one) => (
        <Connected key={one.account} account={one} />
      ))}
      <p>{t(done ? "connectMore" : "connectHow")}</p>
      <Asked of={useKinds()}>
        {(kinds) => {
          const kind = kinds.find((one) => one.name === chosen);
          return (
            <>
              <div className={styles.kinds}>
                {inOrder(kinds).map((one) => (
                  <button
                    key={one.name}
                    type="button"
                    className={styles.kind}
                    aria-expanded={one.name === chosen}
                    onClick={() => choose(one.name === chosen ? null : one.name)}
                  >
                    <span className={styles.kindName}>
                      <ChannelGlyph channel={one.name} size={18} />
                      {t(`kind.${one.name}`, { defaultValue: one.title })}
                    </span>
                    <span className={styles.dim}>
                      {t(`kindHow.${one.name}`, { defaultValue: one.title })}
                    </span>
                  </button>
                ))}
              </div>
              {kind &&
                (kind.name === "website" ? (
                  <SiteForm taken={accounts} close={close} />
                ) : (
                  <ConnectForm key={kind.name} kind={kind} taken={accounts} close={close} />
                ))}
            </>
          );
        }}
      </Asked>
    </Step>
  );
}

/** Those that one begins with stand first. */
const inOrder = (kinds: readonly Kind[]) => [
  ...FIRST.flatMap((name) => kinds.filter((one) => one.name === name)),
  ...kinds.filter((one) => !FIRST.includes(one.name)),
];
