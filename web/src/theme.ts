/** Colours and sizes: calm, dense, nothing that shouts but what waits too long. */
import { type CSSVariablesResolver, createTheme } from "@mantine/core";

export const theme = createTheme({
  primaryColor: "cyan",
  primaryShade: 9,
  fontFamily: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  defaultRadius: "sm",
  autoContrast: true,
  respectReducedMotion: true,
});

/** Quiet words are still to be read: 4.5 to 1 in both schemes (WCAG 2.2, 1.4.3). */
export const readable: CSSVariablesResolver = () => ({
  variables: {},
  light: { "--mantine-color-dimmed": "#596069", "--mantine-color-placeholder": "#69717a" },
  dark: { "--mantine-color-dimmed": "#a6a7ab", "--mantine-color-placeholder": "#97989c" },
});
