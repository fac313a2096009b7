/** Where one can go; what one may not do is not shown. */
import {
  IconAddressBook,
  IconClockHour4,
  IconInbox,
  IconSearch,
  IconUserCircle,
  IconUsersGroup,
} from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Link, useLocation } from "wouter";
import { useMay } from "@/api/me";
import styles from "./frame.module.css";
import { Look } from "./look";
import { openPalette } from "./palette-opening";

interface Section {
  to: string;
  word: string;
  sign: ReactNode;
  needs?: string;
}

const SECTIONS: readonly Section[] = [
  { to: "/inbox/mine", word: "inbox", sign: <IconInbox />, needs: "see_conversations" },
  { to: "/clients", word: "clients", sign: <IconAddressBook />, needs: "see_clients" },
  { to: "/now", word: "now", sign: <IconClockHour4 />, needs: "see_conversations" },
  { to: "/people", word: "people", sign: <IconUsersGroup />, needs: "keep_employees" },
  { to: "/me", word: "me", sign: <IconUserCircle /> },
];

export function Navigation() {
  const { t } = useTranslation();
  const may = useMay();
  const [place] = useLocation();
  const here = `/${place.split("/")[1] === "view" ? "inbox" : place.split("/")[1]}`;
  return (
    <nav aria-label={t("sections")} className={styles.navigation}>
      {SECTIONS.filter((one) => !one.needs || may(one.needs)).map(({ to, word, sign }) => (
        <Link
          key={to}
          to={to}
          className={styles.section}
          aria-current={to.startsWith(here) ? "page" : undefined}
        >
          {sign}
          <span>{t(word)}</span>
        </Link>
      ))}
      <span className={styles.rest} />
      <button type="button" className={styles.section} data-wide onClick={openPalette}>
        <IconSearch />
        <span>{t("search")}</span>
      </button>
      <Look />
    </nav>
  );
}
