/** What went wrong, where it is read at once: also by those who hear it. */
import { Alert } from "@mantine/core";
import { useTranslation } from "react-i18next";

/** `left`: seconds until one may try again. */
export function TroubleShown({ trouble, left = 0 }: { trouble: string | null; left?: number }) {
  const { t } = useTranslation("shell");
  if (left > 0)
    return (
      <Alert color="red" p="xs" role="alert">
        {t("tooOften", { count: left })}
      </Alert>
    );
  if (!trouble) return null;
  return (
    <Alert color="red" p="xs" role="alert">
      {trouble}
    </Alert>
  );
}
