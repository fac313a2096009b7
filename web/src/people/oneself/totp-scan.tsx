/** A second factor begins: scan, type the code that the app shows. */
import { Button, Loader, Stack } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import { inWords, said } from "@/shell/notices";
import { CodeField } from "../code-field";
import styles from "../people.module.css";
import { TroubleShown } from "../trouble-shown";
import { useTrying } from "../trying";

export function TotpScan({ close }: { close: () => void }) {
  const { t } = useTranslation("people");
  const [code, setCode] = useState("");
  const { attempt, busy, trouble, left } = useTrying();
  const { data, error } = useQuery({
    queryKey: ["totp"],
    queryFn: () => told(hub.POST("/v1/me/totp")),
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });
  const confirm = () =>
    attempt(
      async () => {
        await told(hub.POST("/v1/me/totp/confirmation", { body: { code } }));
        await questions.invalidateQueries({ queryKey: keys.me });
        void questions.invalidateQueries({ queryKey: keys.sessions });
        said(t("totp.done"));
        close();
      },
      { coded: true },
    );
  if (error) return <TroubleShown trouble={inWords(error)} />;
  if (!data) return <Loader size="sm" />;
  return (
    <form
      aria-label={t("totp.add")}
      onSubmit={(event) => {
        event.preventDefault();
        void confirm();
      }}
    >
      <Stack gap="sm">
        <p>{t("totp.scan")}</p>
        <img className={styles.qr} alt={t("totp.picture")} src={pictureOf(data.svg)} />
        <p className={styles.dim}>{t("totp.byHand")}</p>
        <code className={styles.secret}>{data.secret}</code>
        <CodeField value={code} put={setCode} />
        <TroubleShown trouble={trouble} left={left} />
        <Button.Group>
          <Button type="submit" size="xs" loading={busy} disabled={code.length < 6}>
            {t("totp.confirm")}
          </Button>
          <Button size="xs" variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
        </Button.Group>
      </Stack>
    </form>
  );
}

/** As an image it has to say what it is; inside a page it would not. */
function pictureOf(svg: string): string {
  const whole = svg.includes("xmlns=")
    ? svg
    : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(whole)}`;
}
