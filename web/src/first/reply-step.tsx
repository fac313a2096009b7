/** The first answer: in the inbox, where everything is done from now on. */
import { Button } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { Step } from "./step";

export function ReplyStep({ done }: { done: boolean }) {
  const { t } = useTranslation("first");
  return (
    <Step name="reply" done={done}>
      <p>{t(done ? "replied" : "replyHow")}</p>
      <Button component={Link} to={done ? "/inbox/mine" : "/inbox/all"} size="xs">
        {t("toInbox")}
      </Button>
    </Step>
  );
}
