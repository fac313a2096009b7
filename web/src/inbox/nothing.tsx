/** An empty list says why that is, and what to do. */
import { Button, EmptyState } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Link } from "wouter";
import { useMay } from "@/api/me";
import { useCounts } from "./counts";
import { SIGNS } from "./folder-signs";
import type { FOLDERS, Place } from "./wanted";

export function Nothing({ place }: { place: Place }) {
  const { t } = useTranslation("inbox");
  const counts = useCounts().data?.folders;
  const may = useMay();
  const narrowed = Object.keys(place.narrowed).length > 0;
  const folder = (place.folder ?? "all") as (typeof FOLDERS)[number];
  const word = narrowed ? "narrowed" : place.view ? "view" : folder;
  const Sign = SIGNS[folder] ?? SIGNS.all;
  const toTake = folder === "mine" && !narrowed && (counts?.unassigned ?? 0) > 0;
  const bare = folder === "all" || (folder === "mine" && !toTake);
  const never = bare && !narrowed && may("keep_channels");
  return (
    <EmptyState
      mt={60}
      px="md"
      size="sm"
      icon={<Sign />}
      title={t(`nothing.${word}`)}
      description={t(`nothingHow.${word}`)}
    >
      {(toTake || narrowed || never) && (
        <EmptyState.Actions>
          {toTake && (
            <Button component={Link} to="/inbox/unassigned" size="xs">
              {t("takeOne", { count: counts?.unassigned })}
            </Button>
          )}
          {narrowed && (
            <Button component={Link} to={place.base} size="xs" variant="light">
              {t("showAll")}
            </Button>
          )}
          {never && (
            <Button component={Link} to="/first" size="xs">
              {t("begin")}
            </Button>
          )}
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}
