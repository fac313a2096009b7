/** An address becomes one's own, when its owner says so. */
import { Button, Text } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { Sheet } from "../sheet";
import { useTrying } from "../trying";
import { Form } from "./form";

export function Bind({ token }: { token: string }) {
  const { t } = useTranslation("people");
  const trying = useTrying();
  const [bound, setBound] = useState(false);
  const bind = () =>
    trying.attempt(async () => {
      await told(hub.POST("/v1/links/use", { body: { token } }));
      setBound(true);
    });
  if (bound)
    return (
      <Sheet title={t("welcome.bound")}>
        <Text size="sm" role="status">
          {t("welcome.boundHow")}
        </Text>
        <Button component="a" href="/inbox/mine" mt="md" variant="light">
          {t("toInbox")}
        </Button>
      </Sheet>
    );
  return (
    <Sheet title={t("welcome.bind")}>
      <Form name={t("welcome.bind")} act={t("welcome.mine")} ready trying={trying} done={bind}>
        <Text size="sm">{t("welcome.bindHow")}</Text>
      </Form>
    </Sheet>
  );
}
