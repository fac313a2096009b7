/** For `ref`: what was just opened takes the focus. */
export function focused(node: HTMLElement | null) {
  node?.focus({ preventScroll: false });
}
