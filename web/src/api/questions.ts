/** What the console has asked the hub: kept, asked anew when the live stream says that it changed. */
import { QueryClient } from "@tanstack/react-query";
import { Problem } from "./client";

const LATER = [408, 429, 502, 503, 504];

export const questions = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 60_000,
      gcTime: 10 * 60_000,
      refetchOnWindowFocus: false,
      retry: (count, error) =>
        count < 3 && (!(error instanceof Problem) || LATER.includes(error.status)),
    },
    mutations: { retry: false },
  },
});
