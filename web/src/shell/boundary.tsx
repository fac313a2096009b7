/** A page that broke says so, with what to do; the rest goes on. */
import { Button, Center, Stack, Text, Title } from "@mantine/core";
import { Component, type ReactNode } from "react";
import { useTranslation } from "react-i18next";

interface State {
  broke: Error | null;
}

export class Boundary extends Component<{ children: ReactNode }, State> {
  override state: State = { broke: null };

  static getDerivedStateFromError(broke: Error): State {
    return { broke };
  }

  override render() {
    if (!this.state.broke) return this.props.children;
    return <Broken error={this.state.broke} again={() => this.setState({ broke: null })} />;
  }
}

function Broken({ error, again }: { error: Error; again: () => void }) {
  const { t } = useTranslation();
  return (
    <Center component="main" h="100%" p="xl">
      <Stack maw={460} gap="sm" role="alert">
        <Title order={2} size="h3">
          {t("broken")}
        </Title>
        <Text>{t("brokenHow")}</Text>
        <Text size="sm" c="dimmed" lineClamp={3} dir="auto">
          {error.message}
        </Text>
        <Button.Group>
          <Button onClick={again}>{t("retry")}</Button>
          <Button variant="default" onClick={() => location.reload()}>
            {t("reload")}
          </Button>
        </Button.Group>
      </Stack>
    </Center>
  );
}
