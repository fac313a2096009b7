/** All clients, the newest first: as many rows as fit on the screen, more as one scrolls. */
import { Skeleton, Stack } from "@mantine/core";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useRef } from "react";
import { useTranslation } from "react-i18next";
import { inWords } from "@/shell/notices";
import { useClients } from "./asking";
import styles from "./clients.module.css";
import { Row } from "./row";

const ROW_PIXELS = 58;
const AHEAD = 10;

export function Everybody({ current }: { current: string | undefined }) {
  const { t } = useTranslation("clients");
  const { data, error, fetchNextPage, hasNextPage, isFetching, isPending } = useClients();
  const scroller = useRef<HTMLDivElement>(null);
  const clients = data?.pages.flatMap((page) => page.items) ?? [];
  const rows = useVirtualizer({
    count: clients.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PIXELS,
    overscan: AHEAD,
  });
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (hasNextPage && !isFetching && last >= clients.length - AHEAD) void fetchNextPage();
  }, [last, clients.length, hasNextPage, isFetching, fetchNextPage]);
  if (isPending) return <Waiting />;
  if (error) return <p className={styles.choose}>{inWords(error)}</p>;
  if (clients.length === 0) return <p className={styles.choose}>{t("empty")}</p>;
  return (
    <div ref={scroller} className={styles.list}>
      <ul aria-label={t("list")} style={{ height: rows.getTotalSize() }}>
        {shown.map(({ index, start }) => {
          const client = clients[index];
          if (!client) return null;
          const place = { transform: `translateY(${start}px)`, height: ROW_PIXELS };
          return (
            <li key={client.client_id} className={styles.placed} style={place}>
              <Row client={client} current={client.client_id === current} />
            </li>
          );
        })}
      </ul>
    </div>
  );
}

function Waiting() {
  return (
    <Stack p="md" gap="sm" aria-busy>
      {["a", "b", "c", "d", "e", "f"].map((one) => (
        <Skeleton key={one} h={40} />
      ))}
    </Stack>
  );
}
