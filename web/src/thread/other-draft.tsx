/** Two windows, one draft: both texts are there, a person says which goes on. */
import { Button, Group } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { said } from "@/shell/notices";
import styles from "./composer.module.css";
import type { Keeper } from "./keeper";

export function OtherDraft({ keeper }: { keeper: Keeper }) {
  const { t } = useTranslation("thread");
  const { theirs } = keeper.draft;
  if (!theirs) return null;
  const take = () => {
    const mine = keeper.take();
    if (mine) said(t("twoTabs.taken"), { undo: () => keeper.change(mine), seconds: 15 });
  };
  return (
    <section className={styles.arrived} aria-label={t("twoTabs.name")} role="alert">
      <strong>{t("twoTabs.name")}</strong>
      <div className={styles.newText} dir="auto">
        {theirs.typed.text}
      </div>
      <Group gap="xs">
        <Button size="xs" variant="default" onClick={take}>
          {t("twoTabs.take")}
        </Button>
        <Button size="xs" variant="default" onClick={() => keeper.keepMine()}>
          {t("twoTabs.keep")}
        </Button>
      </Group>
    </section>
  );
}
