/** Words changed where they stand: Enter or going away saves, Escape gives up. */
import { TextInput } from "@mantine/core";
import { useState } from "react";
import { focused } from "./focus";

interface Props {
  name: string;
  before: string;
  /** What is there now, where it is something, and something else. */
  save: (written: string) => void;
  close: () => void;
}

export function InPlace({ name, before, save, close }: Props) {
  const [value, setValue] = useState(before);
  const done = () => {
    const written = value.trim();
    if (written && written !== before) save(written);
    close();
  };
  return (
    <TextInput
      ref={focused}
      size="xs"
      aria-label={name}
      value={value}
      maxLength={300}
      dir="auto"
      onChange={(event) => setValue(event.currentTarget.value)}
      onBlur={done}
      onKeyDown={(event) => {
        if (event.key === "Enter") done();
        if (event.key !== "Escape") return;
        event.preventDefault();
        close();
      }}
    />
  );
}
