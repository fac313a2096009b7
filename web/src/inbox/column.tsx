/** The column of conversations: heading, what is done to many, the list or why it is empty. */
import { Alert, Button } from "@mantine/core";
import { useCallback, useEffect, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { inWords } from "@/shell/notices";
import { BulkBar } from "./bulk-bar";
import { Ghosts } from "./ghosts";
import { Heading } from "./heading";
import styles from "./inbox.module.css";
import { List } from "./list";
import { useListKeys } from "./list-keys";
import { listed, openedBy } from "./neighbours";
import { Nothing } from "./nothing";
import { usePrefetch } from "./prefetch";
import { useRows } from "./rows";
import { useSelection } from "./selection";
import { useViews } from "./views";
import { type Place, useOpen } from "./wanted";

export function Column({ place, save }: { place: Place; save: () => void }) {
  const { t } = useTranslation("inbox");
  const asked = useRows(place.wanted);
  const { rows } = asked;
  const order = useMemo(() => rows.map((one) => one.conversation_id), [rows]);
  const selection = useSelection(order);
  const open = useOpen(place);
  const { base, search, conversation } = place;
  useEffect(() => listed(order, conversation), [order, conversation]);
  useEffect(() => {
    openedBy((id) => open(id, conversation !== undefined));
    return () => openedBy(null);
  }, [open, conversation]);
  useListKeys(conversation, selection, () => open(null));
  usePrefetch(conversation);

  const marked = useMemo(
    () => rows.filter((one) => selection.ids.has(one.conversation_id)),
    [rows, selection.ids],
  );
  const address = useCallback((id: string) => `${base}/${id}${search}`, [base, search]);
  const { fetchNextPage, isFetchingNextPage } = asked;
  const loadMore = useCallback(() => {
    if (!isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, isFetchingNextPage]);
  const views = useViews();
  const gone = place.view !== undefined && views.isSuccess && place.wanted === null;
  return (
    <section aria-label={t("list")} className={styles.column} aria-busy={asked.isPlaceholderData}>
      <Heading place={place} save={save} />
      {marked.length > 0 && <BulkBar marked={marked} open={conversation} selection={selection} />}
      {asked.isError && rows.length === 0 && (
        <Alert color="red" m="sm" role="alert" title={t("shell:failed")}>
          {inWords(asked.error)}
          <Button mt="xs" size="xs" variant="light" onClick={() => asked.refetch()}>
            {t("shell:retry")}
          </Button>
        </Alert>
      )}
      {gone && <Nothing place={{ ...place, view: undefined, folder: "gone" }} />}
      {asked.isPending && !gone && <Ghosts />}
      {asked.isSuccess && rows.length === 0 && <Nothing place={place} />}
      {rows.length > 0 && !gone && (
        <List
          key={`${base}${search}`}
          rows={rows}
          open={conversation}
          address={address}
          selection={selection}
          showAssignee={place.folder !== "mine" && place.folder !== "unassigned"}
          more={asked.hasNextPage}
          loadMore={loadMore}
        />
      )}
    </section>
  );
}
