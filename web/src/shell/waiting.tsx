/** A page on its way: said only where it takes long enough to be noticed. */
import { Center, Loader } from "@mantine/core";
import { useEffect, useState } from "react";

const NOTICED_MILLISECONDS = 400;

export function Waiting() {
  const [long, setLong] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setLong(true), NOTICED_MILLISECONDS);
    return () => clearTimeout(timer);
  }, []);
  return <Center h="100%">{long && <Loader size="sm" />}</Center>;
}
