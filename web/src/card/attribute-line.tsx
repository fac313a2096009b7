/** One attribute: a press on the value changes it. */
import { IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Attribute } from "./asking";
import styles from "./card.module.css";
import type { Describe } from "./describing";
import { InPlace } from "./in-place";
import { SmallAct } from "./small-act";

interface Props {
  attribute: Attribute;
  describe: Describe;
  may: boolean;
}

export function AttributeLine({ attribute, describe, may }: Props) {
  const { t } = useTranslation("card");
  const [writing, setWriting] = useState(false);
  const { attribute: name, value: before } = attribute;
  return (
    <li className={styles.pair}>
      <bdi className={styles.pairName} title={name}>
        {name}
      </bdi>
      {writing ? (
        <InPlace
          name={name}
          before={before}
          save={(value) => describe({ attribute: name, value, before })}
          close={() => setWriting(false)}
        />
      ) : (
        <span className={styles.row}>
          <button
            type="button"
            className={styles.inPlace}
            disabled={!may}
            title={may ? t("attributes.change") : undefined}
            onClick={() => setWriting(true)}
          >
            <bdi>{before}</bdi>
          </button>
          {may && (
            <SmallAct
              name={t("attributes.remove")}
              heard={t("attributes.removeThis", { name })}
              className={styles.onHover}
              onClick={() => describe({ attribute: name, value: null, before })}
            >
              <IconX size={14} />
            </SmallAct>
          )}
        </span>
      )}
    </li>
  );
}
