/** What the hub says in English is read in Russian: filled in, counted, one sentence in another. */
import { beforeAll, expect, test } from "vitest";
import { inRussian, learnRussian } from "./russian";

beforeAll(learnRussian);

test.each([
  ["there is no such client", "Такой карточки нет, или она не ваша."],
  [
    "this channel takes 4096 characters, not 5000",
    "Слишком длинно: в этом канале может быть до 4096 знаков, а здесь 5000.",
  ],
  ["no answer within 1 s", "Нет ответа за 1 секунду."],
  ["no answer within 22 s", "Нет ответа за 22 секунды."],
  ["no answer within 15 s", "Нет ответа за 15 секунд."],
  ["3 forms ready.", "3 формы готовы."],
])("%s", (english, russian) => {
  expect(inRussian(english)).toBe(russian);
});

test("what fills a sentence in is read in Russian as well", () => {
  expect(inRussian("this deal is won: reopen it first")).toBe(
    "Сделка уже выиграна. Сначала верните её в работу.",
  );
  expect(inRussian("Telegram refused: Forbidden: bot was blocked by the user.")).toBe(
    "Телеграм отказал: клиент заблокировал бота.",
  );
});

test("a fault and its remedy are two sentences", () => {
  expect(
    inRussian(
      "Telegram does not know this bot: Unauthorized. Ask @BotFather for the bot's token and enter it again.",
    ),
  ).toBe(
    "Телеграм не знает этого бота (токен не подходит). Возьмите токен бота у @BotFather и введите его заново.",
  );
});

test("a field is named before what is wrong with it", () => {
  expect(inRussian("title: String should have at most 300 characters")).toBe(
    "название: можно не больше 300 знаков",
  );
  expect(
    inRussian("token: Value error, a token looks like 123456:ABC-DEF, as @BotFather gave it"),
  ).toBe("токен: токен выглядит как 123456:ABC-DEF; его даёт @BotFather");
});

test("what nobody has translated, or somebody has only written, is left as it is", () => {
  expect(inRussian("Telegram has invented a new refusal")).toBeNull();
  expect(inRussian("lost")).toBeNull();
});
