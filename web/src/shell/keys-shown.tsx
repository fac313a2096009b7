/** The keys there are, by area. */
import { Kbd, Modal, SimpleGrid, Stack, Switch, Text, Title } from "@mantine/core";
import { useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import styles from "./frame.module.css";
import { type Area, type Key, registered, setSingleKeys, singleKeys, watch } from "./keyboard";
import { signsOf } from "./signs";
import { createSwitch } from "./switch";

const opened = createSwitch();
export const showKeys = () => opened.set(true);

export function KeysShown() {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(opened.watch, opened.get);
  const areas = useSyncExternalStore(watch, registered);
  const single = useSyncExternalStore(watch, singleKeys);
  return (
    <Modal opened={shown} onClose={() => opened.set(false)} title={t("keysTitle")} size="xl">
      <Stack gap="md">
        <Switch
          label={t("singleKeys")}
          description={t(single ? "keysHow" : "keysOff")}
          checked={single}
          onChange={(event) => setSingleKeys(event.currentTarget.checked)}
        />
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl" verticalSpacing="lg">
          {merged(areas).map((area) => (
            <AreaKeys key={area.name} area={area} />
          ))}
        </SimpleGrid>
      </Stack>
    </Modal>
  );
}

function AreaKeys({ area }: { area: Area }) {
  const { t } = useTranslation();
  return (
    <section>
      <Title order={3} size="h6" mb={6}>
        {t(`areas.${area.name}`, { defaultValue: area.name })}
      </Title>
      {area.keys.map((key) => (
        <div key={`${key.after}${key.code}${key.shift}${key.mod}`} className={styles.keyLine}>
          <Text size="sm">{t(`keys.${key.what}`, { defaultValue: key.what })}</Text>
          <Signs of={key} />
        </div>
      ))}
    </section>
  );
}

export function Signs({ of }: { of: Key }) {
  const { t } = useTranslation();
  const [first, ...then] = signsOf(of);
  return (
    <span className={styles.signs}>
      <Kbd size="xs">{first}</Kbd>
      {then.map((sign) => (
        <span key={sign}>
          {t("andThen")} <Kbd size="xs">{sign}</Kbd>
        </span>
      ))}
    </span>
  );
}

/** One of each name: several parts of a page may share an area. */
function merged(areas: readonly Area[]): Area[] {
  const byName = Map.groupBy(areas, (area) => area.name);
  return [...byName].map(([name, same]) => ({ name, keys: same.flatMap((area) => area.keys) }));
}
