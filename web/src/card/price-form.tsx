/** What a deal is worth. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Amount } from "./asking";
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
  const amount = digitsOf(written);
  const save = () => {
    if (amount !== null) done({ amount, currency: price?.currency ?? "RUB" });
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
      <TextInput
        ref={focused}
        size="xs"
        label={`${t("deals.amount")}, ${price?.currency ?? "RUB"}`}
        inputMode="decimal"
        value={written}
        error={written.trim() !== "" && amount === null && t("deals.noAmount")}
        onChange={(event) => setWritten(event.currentTarget.value)}
      />
    </Form>
  );
}
