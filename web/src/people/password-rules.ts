/** What the hub will say of a password, as far as it can be said before asking. */
export const SHORTEST = 10;
export const LONGEST = 200;

/** Whether it is worth asking. */
export const good = ({ password, again }: { password: string; again: string }) =>
  password.length >= SHORTEST && password === again;
