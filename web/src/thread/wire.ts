/** What the hub says, by the names of its own document. */
import type { components } from "@/api/schema";

type Schemas = components["schemas"];

export type Conversation = Schemas["Conversation"];
export type Opened = Schemas["ConversationCard"];
export type Message = Schemas["Message"];
export type Entry = Schemas["Entry"];
export type Call = Schemas["Call"];
export type Uploaded = Schemas["UploadedFile"];
export type Canned = Schemas["CannedAnswer"];
