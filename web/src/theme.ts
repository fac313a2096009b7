/** Colours and sizes: calm, dense, nothing that shouts but what waits too long. */
import { createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "cyan",
  primaryShade: { light: 8, dark: 7 },
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  defaultRadius: "sm",
  autoContrast: true,
  respectReducedMotion: true,
});
