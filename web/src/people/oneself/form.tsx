/** A form about oneself: what is typed, what went wrong with it, and the way back. */
import { Stack } from "@mantine/core";
import type { ReactNode } from "react";
import { FormFoot } from "@/parts";
import { TroubleShown } from "../trouble-shown";
import type { useTrying } from "../trying";

interface Props {
  name: string;
  act: string;
  ready: boolean;
  color?: string;
  trying: ReturnType<typeof useTrying>;
  done: () => void;
  close: () => void;
  children: ReactNode;
}

export function Form({ name, act, ready, color, trying, done, close, children }: Props) {
  return (
    <form
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) done();
      }}
    >
      <Stack gap="sm">
        {children}
        <TroubleShown trouble={trying.trouble} left={trying.left} />
        <FormFoot act={act} color={color} ready={ready} busy={trying.busy} close={close} />
      </Stack>
    </form>
  );
}
