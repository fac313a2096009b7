/** Who did something: a colleague, the hub itself, or a program with a token. */
import { useTranslation } from "react-i18next";
import { Who } from "@/parts";

export function Actor({ by }: { by: string | null }) {
  const { t } = useTranslation("card");
  const [kind, id] = (by ?? "").split(":");
  if (kind === "employee" && id) return <Who id={id} />;
  if (kind === "token") return <bdi>{t("actor.token", { name: id })}</bdi>;
  return <>{t("actor.hub")}</>;
}
