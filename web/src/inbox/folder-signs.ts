/** A sign for each folder. */
import {
  IconAlarm,
  IconArchive,
  IconAt,
  IconBellZ,
  IconInbox,
  IconSend,
  IconStack2,
  IconUserQuestion,
  IconUsers,
} from "@tabler/icons-react";
import type { FOLDERS } from "./wanted";

export const SIGNS: Record<(typeof FOLDERS)[number], typeof IconInbox> = {
  mine: IconInbox,
  unassigned: IconUserQuestion,
  team: IconUsers,
  escalated: IconAlarm,
  snoozed: IconBellZ,
  sent: IconSend,
  mentions: IconAt,
  closed: IconArchive,
  all: IconStack2,
};
