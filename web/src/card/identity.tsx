/** One address: what it is, a copy of it, why it is here, and the way off this card. */
import { CopyButton } from "@mantine/core";
import {
  IconBrandTelegram,
  IconCheck,
  IconCopy,
  IconInfoCircle,
  IconMail,
  IconPhone,
  IconUnlink,
  IconWorld,
} from "@tabler/icons-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "@/api/me";
import type { Client, Identity } from "./asking";
import { Because } from "./because";
import styles from "./card.module.css";
import { SmallAct } from "./small-act";
import { useUnlink } from "./unlinking";

const SIGNS = {
  telegram: IconBrandTelegram,
  email: IconMail,
  phone: IconPhone,
  visitor: IconWorld,
};

export function IdentityLine({ identity, card }: { identity: Identity; card: Client }) {
  const { t } = useTranslation("card");
  const [why, setWhy] = useState(false);
  const unlink = useUnlink(card.client_id);
  const may = useMay();
  const id = useId();
  const Sign = SIGNS[identity.kind];
  const kind = t(`identities.kinds.${identity.kind}`);
  const address = identity.kind === "visitor" ? null : identity.value;
  const parts = card.identities.length > 1 && may("work_clients");
  return (
    <li className={styles.line}>
      <Sign size={16} role="img" aria-label={kind} title={kind} className={styles.sign} />
      <div className={styles.grow}>
        <div className={styles.row}>
          <bdi className={styles.value}>{address ?? kind}</bdi>
          {address && <Copy value={address} />}
          <SmallAct
            name={t("identities.why")}
            aria-expanded={why}
            aria-controls={id}
            onClick={() => setWhy(!why)}
          >
            <IconInfoCircle size={14} />
          </SmallAct>
          {parts && (
            <SmallAct name={t("identities.unlink")} onClick={() => unlink(identity)}>
              <IconUnlink size={14} />
            </SmallAct>
          )}
        </div>
        <p className={styles.dim}>
          {t(`because.rules.${identity.because.rule ?? "none"}`)}
          {identity.name && identity.name !== card.name && (
            <>
              {" · "}
              <bdi>{identity.name}</bdi>
            </>
          )}
        </p>
        <div id={id}>{why && <Because identity={identity} />}</div>
      </div>
    </li>
  );
}

function Copy({ value }: { value: string }) {
  const { t } = useTranslation("card");
  return (
    <CopyButton value={value}>
      {({ copied, copy }) => (
        <SmallAct
          name={t(copied ? "identities.copied" : "identities.copy")}
          color={copied ? "teal" : "gray"}
          onClick={copy}
        >
          {copied ? <IconCheck size={14} /> : <IconCopy size={14} />}
        </SmallAct>
      )}
    </CopyButton>
  );
}
