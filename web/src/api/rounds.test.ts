// @vitest-environment jsdom
import { QueryObserver } from "@tanstack/react-query";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { keys } from "./keys";
import { questions } from "./questions";
import { changed, changedEverything } from "./rounds";

/** What the hub says, once it is let; asked by a page that is open. */
function page(key: readonly unknown[]) {
  const answers: ((said: string) => void)[] = [];
  const queryFn = () => new Promise<string>((resolve) => answers.push(resolve));
  const observer = new QueryObserver<string>(questions, { queryKey: key, queryFn });
  const leave = observer.subscribe(() => undefined);
  return { answers, leave, said: () => observer.getCurrentResult().data };
}

beforeEach(() => void vi.useFakeTimers());

afterEach(() => {
  questions.clear();
  vi.useRealTimers();
});

test.each([
  ["a fact", () => changed([keys.history("boris")])],
  ["a break", changedEverything],
])("what %s makes old while it is asked for the first time is asked again", async (_, happens) => {
  const { answers, leave, said } = page(keys.history("boris"));
  happens();
  await vi.advanceTimersByTimeAsync(100);
  expect(answers).toHaveLength(1);

  answers[0]?.("as it was");
  await vi.advanceTimersByTimeAsync(100);
  answers[1]?.("as it is");
  await vi.advanceTimersByTimeAsync(100);

  expect(said()).toBe("as it is");
  leave();
});
