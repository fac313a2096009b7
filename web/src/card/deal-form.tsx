/** A deal that begins: what about, how much, in which stage. */
import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { usePipelines } from "./asking";
import styles from "./card.module.css";
import { lastCurrency } from "./currencies";
import { CurrencyChoice } from "./currency-choice";
import { focused } from "./focus";
import { Form } from "./form";
import { digitsOf } from "./money";

export interface NewDeal {
  pipeline: string;
  stage: string | null;
  title: string | null;
  amount: string | null;
  currency: string;
}

interface Props {
  act: string;
  title: string;
  done: (deal: NewDeal) => void;
  close: () => void;
  /** It is worth pursuing, but no deal yet. */
  without?: () => void;
}

export function DealForm({ act, title: begun, done, close, without }: Props) {
  const { t } = useTranslation("card");
  const pipelines = usePipelines().data ?? [];
  const [title, setTitle] = useState(begun.slice(0, 300));
  const [price, setPrice] = useState("");
  const [currency, setCurrency] = useState(lastCurrency);
  const [place, setPlace] = useState("");
  const places = pipelines.flatMap(({ name, title: whole, stages }) =>
    stages.map((stage) => ({
      value: JSON.stringify([name, stage.name]),
      label: pipelines.length > 1 ? `${whole}: ${stage.title}` : stage.title,
    })),
  );
  const amount = digitsOf(price);
  const wrong = price.trim() !== "" && amount === null;
  const save = () => {
    const [pipeline, stage] = JSON.parse(place || places[0]?.value || '["sales",null]');
    done({ pipeline, stage, title: title.trim() || null, amount, currency });
    close();
  };
  const bare = () => {
    without?.();
    close();
  };
  const beside = without && (
    <Button size="compact-sm" variant="subtle" onClick={bare}>
      {t("deals.without")}
    </Button>
  );
  return (
    <Form name={act} act={act} ready={!wrong} done={save} close={close} beside={beside}>
      <TextInput
        ref={focused}
        size="xs"
        label={t("deals.about")}
        value={title}
        maxLength={300}
        dir="auto"
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <div className={styles.two}>
        <TextInput
          size="xs"
          label={t("deals.amount")}
          inputMode="decimal"
          value={price}
          error={wrong && t("deals.noAmount")}
          onChange={(event) => setPrice(event.currentTarget.value)}
        />
        <CurrencyChoice value={currency} choose={setCurrency} />
      </div>
      <NativeSelect
        size="xs"
        label={t("deals.stage")}
        value={place || places[0]?.value}
        data={places}
        onChange={(event) => setPlace(event.currentTarget.value)}
      />
    </Form>
  );
}
