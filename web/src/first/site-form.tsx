/** A form for a website: where it will stand, what it is called. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FormFoot } from "@/parts";
import { TroubleShown } from "@/people/trouble-shown";
import { inWords, said } from "@/shell/notices";
import type { Account } from "./asking";
import { freeName, useConnect } from "./connecting";
import styles from "./first.module.css";
import { originOf, siteSettings } from "./site";

interface Props {
  taken: readonly Account[];
  close: () => void;
}

export function SiteForm({ taken, close }: Props) {
  const { t, i18n } = useTranslation("first");
  const [account] = useState(() => freeName("site", taken));
  const [site, setSite] = useState("");
  const [title, setTitle] = useState(t("form.title"));
  const [trouble, setTrouble] = useState<string | null>(null);
  const tried = () => {
    said(t("connected", { name: t("kind.website") }));
    close();
  };
  const connect = useConnect(tried, (error) => setTrouble(inWords(error)));
  const wrong = site.trim() !== "" && originOf(site) === "";
  const words = {
    title,
    name: t("form.name"),
    phone: t("form.phone"),
    email: t("form.email"),
    comment: t("form.comment"),
  };
  return (
    <form
      className={styles.form}
      aria-label={t("kind.website")}
      onSubmit={(event) => {
        event.preventDefault();
        setTrouble(null);
        const settings = siteSettings(site, location.origin, i18n.language, words);
        connect.mutate({ account, channel: "website", settings });
      }}
    >
      <p>{t("guide.website")}</p>
      <TextInput
        label={t("site")}
        description={t("siteHow")}
        placeholder="shop.example"
        error={wrong && t("siteWrong")}
        autoComplete="off"
        maxLength={300}
        value={site}
        onChange={(event) => setSite(event.currentTarget.value)}
      />
      <TextInput
        label={t("formTitle")}
        maxLength={200}
        required
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
      />
      <TroubleShown trouble={trouble} />
      <FormFoot
        act={t("connect")}
        ready={!wrong && title.trim() !== ""}
        busy={connect.isPending}
        close={close}
      />
    </form>
  );
}
