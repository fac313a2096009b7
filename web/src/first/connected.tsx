/** An account that is connected: how it does, and a test of it. */
import { Badge, Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { ChannelGlyph } from "@/parts";
import { useSpoken } from "@/words/spoken";
import type { Account, Health } from "./asking";
import styles from "./first.module.css";
import { HealthShown } from "./health-shown";

export function Connected({ account }: { account: Account }) {
  const { t } = useTranslation("first");
  const spoken = useSpoken();
  const test = useChange<void, Health>({
    touches: [keys.channels],
    ask: () =>
      told(
        hub.POST("/v1/channels/{account}/test", { params: { path: { account: account.account } } }),
      ),
  });
  const up = account.state === "up";
  return (
    <div className={styles.wide}>
      <div className={styles.kindName}>
        <ChannelGlyph channel={account.channel} size={18} />
        <bdi>{account.account}</bdi>
        <Badge variant="light" tt="none" color={up ? "teal" : "orange"}>
          {t(`state.${account.state}`, { defaultValue: account.state })}
        </Badge>
        <Button
          size="compact-xs"
          variant="default"
          aria-label={t("testOf", { name: account.account })}
          loading={test.isPending}
          onClick={() => test.mutate()}
        >
          {t("test")}
        </Button>
      </div>
      {account.reason && <p className={styles.dim}>{spoken(account.reason)}</p>}
      {account.remedy && <p className={styles.dim}>{spoken(account.remedy)}</p>}
      {test.data && <HealthShown health={test.data} />}
    </div>
  );
}
