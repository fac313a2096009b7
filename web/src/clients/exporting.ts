/** All cards in reach as a file; the hub writes down who took it. */
import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { hub, told } from "@/api/client";
import { failed, said } from "@/shell/notices";

const FILE = "clients.csv";

export function useExport() {
  const { t } = useTranslation("clients");
  return useMutation({
    mutationFn: () => told(hub.GET("/v1/exports/clients", { parseAs: "blob" })),
    onSuccess: (file) => {
      save(file as unknown as Blob);
      said(t("exported"));
    },
    onError: failed,
  });
}

function save(file: Blob) {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = FILE;
  link.click();
  URL.revokeObjectURL(url);
}
