/** Server-sent events, taken apart (the HTML standard, "Interpreting an event stream"). */
export interface Block {
  event: string;
  text: string;
}

/** Takes the stream in pieces, cut anywhere; keeps the last id. */
export class Blocks {
  lastId: string | null = null;
  private rest = "";
  private event = "";
  private text: string[] = [];

  /** What became whole with this piece. */
  feed(piece: string): Block[] {
    const lines = (this.rest + piece).split("\n");
    this.rest = lines.pop() ?? "";
    return lines.flatMap((line) => this.line(line.endsWith("\r") ? line.slice(0, -1) : line));
  }

  private line(line: string): Block[] {
    if (line === "") return this.whole();
    const at = line.indexOf(":");
    const field = at < 0 ? line : line.slice(0, at);
    const value = at < 0 ? "" : line.slice(at + 1).replace(/^ /, "");
    if (field === "event") this.event = value;
    if (field === "data") this.text.push(value);
    if (field === "id" && !value.includes("\0")) this.lastId = value;
    return [];
  }

  private whole(): Block[] {
    const block = { event: this.event || "message", text: this.text.join("\n") };
    const empty = this.text.length === 0;
    this.event = "";
    this.text = [];
    return empty ? [] : [block];
  }
}
