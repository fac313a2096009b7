/** A second factor begins: scan, type the code that the app shows. */
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { questions } from "@/api/questions";
import type { components } from "@/api/schema";
import { said } from "@/shell/notices";
import { CodeField } from "../code-field";
import styles from "../people.module.css";
import { useTrying } from "../trying";
import { Form } from "./form";

type Props = { scan: components["schemas"]["SecondFactor"]; close: () => void };

export function TotpScan({ scan, close }: Props) {
  const { t } = useTranslation("people");
  const [code, setCode] = useState("");
  const trying = useTrying();
  const confirm = () =>
    trying.attempt(
      async () => {
        await told(hub.POST("/v1/me/totp/confirmation", { body: { code } }));
        await questions.invalidateQueries({ queryKey: keys.me });
        void questions.invalidateQueries({ queryKey: keys.sessions });
        said(t("totp.done"));
        close();
      },
      { coded: true },
    );
  return (
    <Form
      name={t("totp.add")}
      act={t("totp.confirm")}
      ready={code.length >= 6}
      trying={trying}
      done={confirm}
      close={close}
    >
      <p>{t("totp.scan")}</p>
      <img className={styles.qr} alt={t("totp.picture")} src={pictureOf(scan.svg)} />
      <p className={styles.dim}>{t("totp.byHand")}</p>
      <code className={styles.secret}>{scan.secret}</code>
      <CodeField value={code} put={setCode} />
    </Form>
  );
}

/** As an image it has to say what it is; inside a page it would not. */
function pictureOf(svg: string): string {
  const whole = svg.includes("xmlns=")
    ? svg
    : svg.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"');
  return `data:image/svg+xml,${encodeURIComponent(whole)}`;
}
