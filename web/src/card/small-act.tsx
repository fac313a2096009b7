/** A small act: a sign, with its words for who points at it or hears it. */
import { ActionIcon, type ActionIconProps, Tooltip } from "@mantine/core";
import type { ComponentPropsWithoutRef } from "react";

interface Props
  extends ActionIconProps,
    Omit<ComponentPropsWithoutRef<"button">, keyof ActionIconProps> {
  /** What it does, in words. */
  name: string;
  /** What is heard, where it says more. */
  heard?: string;
}

export function SmallAct({ name, heard = name, ...rest }: Props) {
  return (
    <Tooltip label={name} openDelay={400}>
      <ActionIcon variant="subtle" color="gray" size="sm" aria-label={heard} {...rest} />
    </Tooltip>
  );
}
