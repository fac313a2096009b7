/** What a deal is worth. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Amount } from "./asking";
import styles from "./card.module.css";
import { lastCurrency } from "./currencies";
import { CurrencyChoice } from "./currency-choice";
import { focused } from "./focus";
import { Form } from "./form";
import { digitsOf } from "./money";

interface Props {
  price: Amount | null;
  done: (price: Amount) => void;
  close: () => void;
}

export function PriceForm({ price, done, close }: Props) {
  const { t } = useTranslation("card");
  const [written, setWritten] = useState(price?.amount ?? "");
  const [currency, setCurrency] = useState(() => price?.currency ?? lastCurrency());
  const amount = digitsOf(written);
  const save = () => {
    if (amount !== null) done({ amount, currency });
    close();
  };
  return (
    <Form
      name={t("deals.price")}
      act={t("shell:save")}
      ready={amount !== null}
      done={save}
      close={close}
    >
      <div className={styles.two}>
        <TextInput
          ref={focused}
          size="xs"
          label={t("deals.amount")}
          inputMode="decimal"
          value={written}
          error={written.trim() !== "" && amount === null && t("deals.noAmount")}
          onChange={(event) => setWritten(event.currentTarget.value)}
        />
        <CurrencyChoice value={currency} choose={setCurrency} />
      </div>
    </Form>
  );
}
