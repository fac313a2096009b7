/** Files on their way to the hub: with progress, to be called off, refused in words. */
import { Problem } from "@/api/client";
import { signedOut } from "@/api/signed";
import { inWords } from "@/shell/notices";
import type { Keeper } from "./keeper";
import type { Uploaded } from "./wire";

export const MOST_BYTES = 20_000_000;

export interface Upload {
  id: string;
  name: string;
  size: number;
  /** From 0 to 1. */
  progress: number;
  error?: string;
  stop: () => void;
}

/** Uploads the file for this draft; it stands among its attachments when it is there. */
export async function upload(keeper: Keeper, file: File, tooLarge: string) {
  const id = crypto.randomUUID();
  const request = { stop: () => {} };
  const one: Upload = {
    id,
    name: file.name || "file",
    size: file.size,
    progress: 0,
    stop: () => {
      request.stop();
      without(keeper, id);
    },
  };
  keeper.uploading([...keeper.draft.uploads, one]);
  if (file.size > MOST_BYTES) return update(keeper, id, { error: tooLarge });
  try {
    const uploaded = await carried(file, request, (progress) => update(keeper, id, { progress }));
    without(keeper, id);
    keeper.change({ attachments: [...keeper.draft.typed.attachments, uploaded] });
  } catch (error) {
    update(keeper, id, { error: inWords(error) });
  }
}

async function carried(
  file: File,
  request: { stop: () => void },
  moved: (progress: number) => void,
): Promise<Uploaded> {
  for (;;) {
    const { status, answer } = await put(file, request, moved);
    if (status === 201 || status === 200) return answer as Uploaded;
    const said = answer as { detail?: string; field?: string } | null;
    if (status !== 401) throw new Problem(status, said?.detail ?? "", said?.field);
    await signedOut();
  }
}

/** `fetch` does not tell how far an upload is. */
function put(file: File, request: { stop: () => void }, moved: (progress: number) => void) {
  const form = new FormData();
  form.append("file", file);
  const asked = new XMLHttpRequest();
  request.stop = () => asked.abort();
  return new Promise<{ status: number; answer: unknown }>((answered, lost) => {
    asked.upload.onprogress = (event) => moved(event.total ? event.loaded / event.total : 0);
    asked.onload = () => answered({ status: asked.status, answer: asked.response });
    asked.onerror = () => lost(new TypeError("the hub cannot be reached"));
    asked.open("POST", "/v1/uploads");
    asked.responseType = "json";
    asked.setRequestHeader("X-Omnihub", "console");
    asked.send(form);
  });
}

function update(keeper: Keeper, id: string, some: Partial<Upload>) {
  keeper.uploading(keeper.draft.uploads.map((one) => (one.id === id ? { ...one, ...some } : one)));
}

function without(keeper: Keeper, id: string) {
  keeper.uploading(keeper.draft.uploads.filter((one) => one.id !== id));
}
