/** Tokens: for programs, and for the CLI; given once, shown once, void when revoked. */
import { Badge, Button } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useChange } from "@/api/change";
import { hub, told } from "@/api/client";
import { keys } from "@/api/keys";
import { said } from "@/shell/notices";
import { Asked } from "../asked";
import { type Token, useEmployees, useTokens } from "../asking";
import { useMoment } from "../moment";
import styles from "../people.module.css";
import { useRoleTitle } from "../role-title";
import { TokenForm } from "./token-form";

export function Tokens() {
  const { t } = useTranslation("people");
  const [giving, setGiving] = useState(false);
  return (
    <>
      <div className={styles.head}>
        <p className={styles.dim}>{t("tokensHow")}</p>
        <Button size="xs" onClick={() => setGiving(true)} disabled={giving}>
          {t("giveToken")}
        </Button>
      </div>
      {giving && <TokenForm close={() => setGiving(false)} />}
      <Asked of={useTokens()}>
        {(tokens) => (
          <ul aria-label={t("tokens")} className={styles.list}>
            {[...tokens].sort(validFirst).map((token) => (
              <Row key={`${token.name} ${token.created_at}`} token={token} />
            ))}
          </ul>
        )}
      </Asked>
    </>
  );
}

const validFirst = (one: Token, other: Token) =>
  Number(one.revoked_at !== null) - Number(other.revoked_at !== null);

function Row({ token }: { token: Token }) {
  const { t } = useTranslation("people");
  const moment = useMoment();
  const title = useRoleTitle();
  const [sure, setSure] = useState(false);
  const staff = useEmployees().data ?? [];
  const whose = staff.find((one) => one.employee_id === token.employee_id)?.name;
  const revoke = useChange({
    touches: [keys.tokens],
    ask: () => told(hub.DELETE("/v1/tokens/{name}", { params: { path: { name: token.name } } })),
    done: () => said(t("tokenRevoked", { name: token.name })),
  });
  const about = [
    token.role === "employee" ? t("asEmployee") : title(token.role),
    whose,
    t("givenAt", { time: moment(token.created_at) }),
    token.expires_at && t("goodUntil", { time: moment(token.expires_at) }),
    token.scopes && t("narrowed", { count: token.scopes.length }),
  ];
  return (
    <li className={styles.row}>
      <div className={styles.line}>
        <span className={styles.who}>
          <bdi className={styles.name}>{token.name}</bdi>
          <p className={styles.dim} dir="auto">
            {about.filter(Boolean).join(" · ")}
          </p>
        </span>
        {token.revoked_at ? (
          <Badge variant="light" color="gray" tt="none">
            {t("revoked")}
          </Badge>
        ) : (
          <Button
            size="xs"
            variant={sure ? "filled" : "default"}
            color={sure ? "red" : undefined}
            aria-label={t(sure ? "revokeSureOf" : "revokeOf", { name: token.name })}
            loading={revoke.isPending}
            onBlur={() => setSure(false)}
            onClick={() => (sure ? revoke.mutate() : setSure(true))}
          >
            {t(sure ? "revokeSure" : "revoke")}
          </Button>
        )}
      </div>
    </li>
  );
}
