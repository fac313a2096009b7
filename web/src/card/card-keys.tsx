/** The keys of a card; none while another is about to stand in its place. */
import { useContext } from "react";
import { useMay } from "@/api/me";
import { useKeys } from "@/shell/keys";
import { Leaving } from "./leaving";

export type Doing = "merges" | "deals" | "tasks";

export function CardKeys({ begin }: { begin: (what: Doing) => void }) {
  const may = useMay();
  const leaving = useContext(Leaving);
  const keys = [
    ...(may("work_clients") ? [{ code: "KeyM", what: "merge", run: () => begin("merges") }] : []),
    ...(may("work_deals") ? [{ code: "KeyD", what: "deal", run: () => begin("deals") }] : []),
    ...(may("work_tasks") ? [{ code: "KeyT", what: "task", run: () => begin("tasks") }] : []),
  ];
  useKeys("card", leaving ? [] : keys);
  return null;
}
