/** The door: signing in on a page of its own. */
import { Text } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Sheet } from "./sheet";
import { SignIn } from "./sign-in";

export default function Page() {
  const { t } = useTranslation("people");
  return (
    <Sheet title={t("signIn")}>
      <SignIn done={() => location.assign("/inbox/mine")} />
      <Text size="sm" c="dimmed" mt="md">
        {t("noLogin")}
      </Text>
    </Sheet>
  );
}
