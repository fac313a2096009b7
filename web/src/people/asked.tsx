/** What was asked for: on its way, or what went wrong with a way to try again, or the thing itself. */
import { Alert, Button, Skeleton } from "@mantine/core";
import type { UseQueryResult } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { inWords } from "@/shell/notices";

interface Props<T> {
  of: UseQueryResult<T, Error>;
  children: (answer: T) => ReactNode;
}

export function Asked<T>({ of, children }: Props<T>) {
  const { t } = useTranslation("shell");
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (!of.error) return <Skeleton h={120} aria-busy />;
  return (
    <Alert color="red" role="alert">
      {inWords(of.error)}
      <Button mt="xs" size="xs" variant="light" onClick={() => of.refetch()}>
        {t("retry")}
      </Button>
    </Alert>
  );
}
