/** The bot's own link: writing to it is the first message. */
import { Anchor } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";

const NAME = /@([A-Za-z0-9_]{4,64})/;

export function BotTrial({ account }: { account: string }) {
  const { t } = useTranslation("first");
  const { data } = useQuery({
    queryKey: keys.form(account, "bot"),
    queryFn: () => told(hub.POST("/v1/channels/{account}/test", { params: { path: { account } } })),
    staleTime: Number.POSITIVE_INFINITY,
  });
  const bot = NAME.exec(data?.message ?? "")?.[1];
  return (
    <p>
      {t("trial.telegram")}{" "}
      {bot && (
        <Anchor href={`https://t.me/${bot}`} target="_blank" rel="noreferrer">
          t.me/{bot}
        </Anchor>
      )}
    </p>
  );
}
