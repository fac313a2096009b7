// @vitest-environment jsdom
/** A list scrolled deep is not asked for as a whole because of one message. */
import { expect, test, vi } from "vitest";
import { type Conversation, type Pages, pageOf } from "./conversations";
import { keys } from "./keys";
import { questions } from "./questions";
import { askListsAnew, listsChanged } from "./relisting";

vi.mock("./conversations", () => ({ pageOf: vi.fn() }));

const rows = (...ids: string[]) =>
  ids.map((conversation_id) => ({ conversation_id }) as Conversation);
const idsOf = (pages?: Pages) =>
  pages?.pages.map(({ items }) => items.map((one) => one.conversation_id).join(""));

test("only its first page and that of what moved are asked for, and nothing is lost between", async () => {
  questions.setQueryData<Pages>(keys.list({}), {
    pages: [
      { items: rows("a", "b"), next: "b" },
      { items: rows("c", "d"), next: "d" },
      { items: rows("e", "f"), next: null },
    ],
    pageParams: [null, "b", "d"],
  });
  const answers = new Map([
    [null, { items: rows("new", "a"), next: "a" }],
    ["a", { items: rows("b", "c"), next: "c" }],
    ["d", { items: rows("f"), next: null }],
  ]);
  vi.mocked(pageOf).mockImplementation(async (_, cursor) => answers.get(cursor) ?? { items: [] });

  listsChanged(["e"]);
  askListsAnew();

  const shown = () => idsOf(questions.getQueryData<Pages>(keys.list({})));
  const listed = () => expect(shown()).toEqual(["newabc", "cd", "f"]);
  await vi.waitFor(listed, { timeout: 30_000 });
  expect(
    vi
      .mocked(pageOf)
      .mock.calls.map(([, cursor]) => cursor)
      .sort(),
  ).toEqual(["a", "d", null]);
});
