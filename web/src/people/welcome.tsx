/** Whoever came by a link: what it is for, and what has to be typed. */
import { Alert, Button, Loader, Text } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hub, Problem, told } from "@/api/client";
import { inWords } from "@/shell/notices";
import { Sheet } from "./sheet";
import { Bind } from "./welcome/bind";
import { Choose } from "./welcome/choose";
import { First } from "./welcome/first";
import { useKeptToken } from "./welcome/token";

export default function Page() {
  const { t } = useTranslation("people");
  const token = useKeptToken();
  const { data, error, refetch } = useQuery({
    queryKey: ["link", token],
    queryFn: () => told(hub.POST("/v1/links/look", { body: { token } })),
    enabled: token !== "",
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
  });
  if (token === "" || (error instanceof Problem && error.status === 404)) return <Gone />;
  if (error)
    return (
      <Sheet title={t("welcome.title")}>
        <Alert color="red" role="alert">
          {inWords(error)}
        </Alert>
        <Button mt="sm" variant="default" onClick={() => refetch()}>
          {t("shell:retry")}
        </Button>
      </Sheet>
    );
  if (!data)
    return (
      <Sheet title={t("welcome.title")}>
        <Loader size="sm" />
      </Sheet>
    );
  if (data.purpose === "first") return <First token={token} />;
  if (data.purpose === "email") return <Bind token={token} />;
  return <Choose token={token} link={data} />;
}

function Gone() {
  const { t } = useTranslation("people");
  return (
    <Sheet title={t("gone.title")}>
      <Text size="sm">{t("gone.how")}</Text>
      <Text size="sm" c="dimmed" mt="xs">
        {t("gone.first")}
      </Text>
      <Button component="a" href="/sign-in" mt="md" variant="light">
        {t("toSignIn")}
      </Button>
    </Sheet>
  );
}
