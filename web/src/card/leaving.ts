/** Whether another card is about to stand in this one's place. */
import { createContext } from "react";

export const Leaving = createContext(false);
