/** Where a browser would not keep the sign-in: what the operator has to do, before anybody tries. */
import { Alert, Code, Text } from "@mantine/core";
import { useTranslation } from "react-i18next";

export function Insecure() {
  const { t } = useTranslation("people");
  if (window.isSecureContext) return null;
  const tunnel = `ssh -L 8400:127.0.0.1:${location.port || "80"} ${location.hostname}`;
  return (
    <Alert color="orange" title={t("insecure.title")} role="alert">
      <Text size="sm">{t("insecure.proxy")}</Text>
      <Text size="sm" mt={6}>
        {t("insecure.tunnel")}
      </Text>
      <Code block my={6}>
        {tunnel}
      </Code>
      <Text size="sm">{t("insecure.open", { url: "http://127.0.0.1:8400" })}</Text>
    </Alert>
  );
}
