/** The form of a link: whatever has to be typed, and the one button. */
import { Button, Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { Insecure } from "../insecure";
import { TroubleShown } from "../trouble-shown";
import type { useTrying } from "../trying";

interface Props {
  name: string;
  act: string;
  ready: boolean;
  trying: ReturnType<typeof useTrying>;
  done: () => void;
  children?: ReactNode;
}

export function Form({ name, act, ready, trying, done, children }: Props) {
  return (
    <form
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) done();
      }}
    >
      <Stack gap="sm">
        <Insecure />
        {children}
        <TroubleShown trouble={trying.trouble} left={trying.left} />
        <Button type="submit" loading={trying.busy} disabled={!ready || trying.left > 0}>
          {act}
        </Button>
      </Stack>
    </form>
  );
}
