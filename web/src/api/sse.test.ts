/** The stream is the same wherever it is cut. */
import { expect, test } from "vitest";
import { type Block, Blocks } from "./sse";

const STREAM = [
  "retry: 1000\n",
  'event: position\ndata: {"seq":7}\nid: 7\n\n',
  ": still here\nid: 9\n\n",
  'event: message.received\r\ndata: {"a":\ndata: 1}\r\nid: 12\r\n\r\n',
  "data\n\n",
  "id: 13\nevent: end\n\n",
  "data: Анна: привет\n\n",
].join("");

const TOLD: Block[] = [
  { event: "position", text: '{"seq":7}' },
  { event: "message.received", text: '{"a":\n1}' },
  { event: "message", text: "" },
  { event: "message", text: "Анна: привет" },
];

test("a stream cut anywhere tells the same blocks", () => {
  for (let first = 0; first <= STREAM.length; first += 1) {
    for (let second = first; second <= STREAM.length; second += 11) {
      const blocks = new Blocks();
      const pieces = [STREAM.slice(0, first), STREAM.slice(first, second), STREAM.slice(second)];

      expect(pieces.flatMap((piece) => blocks.feed(piece))).toEqual(TOLD);
      expect(blocks.lastId).toBe("13");
    }
  }
});

test("a comment moves the place on, and a block that is not whole does not", () => {
  const blocks = new Blocks();
  blocks.feed(": still here\nid: 41\n\n");

  expect(blocks.lastId).toBe("41");
  expect(blocks.feed("event: x\ndata: half\n")).toEqual([]);
});
