/** A view gets its name: that of the present filter, or another one for a view that is there. */
import { Button, Group, Modal, Stack, Switch, TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLocation } from "wouter";
import { useSaveView, type View } from "./views";

const LONGEST = 60;

interface Props {
  view: View | null;
  fresh: boolean;
  close: () => void;
}

export function SaveView({ view, fresh, close }: Props) {
  const { t } = useTranslation("inbox");
  return (
    <Modal opened={view !== null} onClose={close} title={t(fresh ? "saveView" : "rename")}>
      {view && <Form key={view.view_id} view={view} fresh={fresh} close={close} />}
    </Modal>
  );
}

function Form({ view, fresh, close }: { view: View; fresh: boolean; close: () => void }) {
  const { t } = useTranslation("inbox");
  const [, go] = useLocation();
  const [name, setName] = useState(view.name);
  const [shared, setShared] = useState(view.shared);
  const save = useSaveView((saved) => {
    if (fresh) go(`/view/${saved.view_id}`);
  });
  function keep() {
    save.mutate({ ...view, name: name.trim(), shared });
    close();
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        keep();
      }}
    >
      <Stack gap="sm">
        <TextInput
          label={t("viewName")}
          value={name}
          maxLength={LONGEST}
          data-autofocus
          required
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <Switch
          label={t("shareWithAll")}
          checked={shared}
          onChange={(event) => setShared(event.currentTarget.checked)}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={close}>
            {t("shell:cancel")}
          </Button>
          <Button type="submit" disabled={!name.trim()}>
            {t("shell:save")}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
