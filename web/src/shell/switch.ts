/** Something that is open or not, and can be opened from anywhere. */
export function createSwitch() {
  const watching = new Set<() => void>();
  let on = false;
  return {
    get: () => on,
    set(now: boolean) {
      on = now;
      for (const tell of watching) tell();
    },
    watch(tell: () => void) {
      watching.add(tell);
      return () => {
        watching.delete(tell);
      };
    },
  };
}
