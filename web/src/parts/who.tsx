/** A colleague's name by their id. */
import { useTranslation } from "react-i18next";
import { useColleagues } from "@/api/colleagues";

export function Who({ id }: { id: string | null | undefined }) {
  const { t } = useTranslation();
  const { data } = useColleagues();
  if (!id) return <>{t("nobody")}</>;
  const found = data?.find((one) => one.employee_id === id);
  return <bdi>{found?.name ?? (data ? t("formerColleague") : "…")}</bdi>;
}
