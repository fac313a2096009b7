/** In which currency an amount is; the last one chosen is where the next one begins. */
import { NativeSelect } from "@mantine/core";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { currencies, keepCurrency } from "./currencies";

interface Props {
  value: string;
  choose: (currency: string) => void;
}

export function CurrencyChoice({ value, choose }: Props) {
  const { t, i18n } = useTranslation("card");
  const { near, far } = useMemo(() => currencies(i18n.language, value), [i18n.language, value]);
  return (
    <NativeSelect
      size="xs"
      label={t("deals.currency")}
      value={value}
      data={[...near, { group: t("deals.currencies"), items: far }]}
      onChange={(event) => {
        choose(event.currentTarget.value);
        keepCurrency(event.currentTarget.value);
      }}
    />
  );
}
