/** One's own Telegram: a code, written to the company's bot, binds it. */
import { Anchor, Button, CopyButton, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import type { components } from "@/api/schema";
import { useMoment } from "../moment";
import styles from "../people.module.css";
import { Section } from "./section";

export function Telegram() {
  const { t } = useTranslation("people");
  const moment = useMoment();
  const { mutate, data, isPending } = useChange<void, components["schemas"]["BindingCode"]>({
    touches: [],
    ask: () => told(hub.POST("/v1/me/addresses/telegram")),
  });
  return (
    <Section title={t("telegram.title")}>
      <p>{t("telegram.why")}</p>
      {data ? (
        <div className={styles.link} aria-live="polite">
          {data.url && (
            <Anchor href={data.url} target="_blank" rel="noreferrer">
              {t("telegram.open")}
            </Anchor>
          )}
          <p>{t(data.url ? "telegram.orWrite" : "telegram.write")}</p>
          <code className={styles.secret}>{data.code}</code>
          <Group gap="xs">
            <CopyButton value={data.code} timeout={2500}>
              {({ copied, copy }) => (
                <Button size="xs" variant="default" onClick={copy}>
                  {t(copied ? "copied" : "copy")}
                </Button>
              )}
            </CopyButton>
            <span className={styles.dim}>{t("goodUntil", { time: moment(data.expires_at) })}</span>
          </Group>
        </div>
      ) : (
        <Button size="xs" variant="default" loading={isPending} onClick={() => mutate()}>
          {t("telegram.bind")}
        </Button>
      )}
    </Section>
  );
}
