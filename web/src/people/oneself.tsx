/** Oneself: name and role, how one signs in, where one is told, how the console looks. */
import { useTranslation } from "react-i18next";
import { useMay, useMe } from "@/api/me";
import { Asked } from "./asked";
import { Availability } from "./oneself/availability";
import { Looks } from "./oneself/looks";
import { Mail } from "./oneself/mail";
import { Password } from "./oneself/password";
import { SecondFactor } from "./oneself/second-factor";
import { Sessions } from "./oneself/sessions";
import { Telegram } from "./oneself/telegram";
import { WhatIMay } from "./oneself/what-i-may";
import styles from "./people.module.css";

export default function Page() {
  const { t } = useTranslation("people");
  const asked = useMe();
  const may = useMay();
  return (
    <main className={styles.page}>
      <Asked of={asked}>
        {(me) => (
          <>
            <h1 className={styles.title}>
              <bdi>{me.name}</bdi>
            </h1>
            <WhatIMay me={me} />
            {me.employee_id === null && <p>{t("tokenIsNobody")}</p>}
            {me.employee_id && (
              <>
                {may("work_leads") && <Availability id={me.employee_id} />}
                <Password totp={me.totp} />
                <SecondFactor on={me.totp} />
                <Sessions />
                <Telegram />
                <Mail />
              </>
            )}
            <Looks />
          </>
        )}
      </Asked>
    </main>
  );
}
