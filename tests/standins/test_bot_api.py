"""Does the Bot API behave as Telegram's, seen by aiogram?"""

import asyncio

import pytest
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramBadRequest,
    TelegramConflictError,
    TelegramForbiddenError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import (
    BufferedInputFile,
    InaccessibleMessage,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    Message,
    ReplyParameters,
)

from hub.standins.bot_api import BotApi, Cut, Delay, Hang, Page, Refusal
from hub.standins.bot_params import Upload
from tests.story import PATIENCE_SECONDS

BORIS = 77
CALL_ME = InlineKeyboardMarkup(
    inline_keyboard=[[InlineKeyboardButton(text="Call me", callback_data="call")]]
)


async def polling(api: BotApi, count: int = 1) -> None:
    """Wait until so many long polls have been asked for."""
    await api.wait_for(
        lambda: [call.method for call in api.calls].count("getUpdates") >= count, PATIENCE_SECONDS
    )


async def test_an_update_comes_again_until_the_bot_asks_beyond_it(api: BotApi, bot: Bot) -> None:
    first, second = api.says(BORIS, "Good day"), api.says(BORIS, "Anybody there?")

    assert [update.update_id for update in await bot.get_updates()] == [first, second]
    assert [update.update_id for update in await bot.get_updates(limit=1)] == [first]
    assert [update.update_id for update in await bot.get_updates(offset=second)] == [second]
    assert await bot.get_updates(offset=second + 1) == []
    assert api.unconfirmed == []


async def test_a_long_poll_ends_when_a_client_writes(api: BotApi, bot: Bot) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=60))
    await polling(api)
    api.says(BORIS, "Good day", name="Борис")
    (update,) = await poll

    assert update.message
    assert update.message.text == "Good day"
    assert update.message.chat.first_name == "Борис"


async def test_a_long_poll_without_news_ends_empty_after_its_timeout(bot: Bot) -> None:
    assert await bot.get_updates(timeout=1) == []


async def test_a_second_poll_ends_the_first_with_a_conflict(api: BotApi, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=60))
    await polling(api)
    second = asyncio.create_task(bot.get_updates(timeout=60))
    with pytest.raises(TelegramConflictError, match="terminated by other getUpdates"):
        await first
    update_id = api.says(BORIS, "Good day")

    assert [update.update_id for update in await second] == [update_id]


async def test_a_poll_whose_client_has_gone_is_no_rival_to_the_next(api: BotApi, bot: Bot) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=60))
    await polling(api)
    first.cancel()
    second = asyncio.create_task(bot.get_updates(timeout=60))
    await polling(api, 2)
    update_id = api.says(BORIS, "Good day")

    assert [update.update_id for update in await second] == [update_id]
    assert [call.answered for call in api.calls] == [False, 200]


async def test_a_webhook_stands_in_the_way_of_polling_until_deleted(api: BotApi, bot: Bot) -> None:
    api.set_webhook("https://omnihub.test/hook")
    with pytest.raises(TelegramConflictError, match="webhook is active"):
        await bot.get_updates()
    await bot.delete_webhook()

    assert await bot.get_updates() == []


async def test_updates_of_a_kind_that_is_not_allowed_never_arrive(api: BotApi, bot: Bot) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    api.says(BORIS, "Good day")
    await bot.get_updates(allowed_updates=["message"])
    heard = api.says(BORIS, "Anybody there?")

    assert [update.update_id for update in await bot.get_updates()] == [heard]


async def test_edits_contacts_and_files_of_a_client_arrive(api: BotApi, bot: Bot) -> None:
    api.edits(api.says(BORIS, "Good dya"), "Good day")
    api.shares_contact(BORIS, "+79161234567")
    api.sends_file(BORIS, b"%PDF", file_name="plan.pdf")
    said, edited, contact, file = await bot.get_updates()

    assert said.message
    assert edited.edited_message
    assert edited.edited_message.message_id == said.message.message_id
    assert edited.edited_message.text == "Good day"
    assert contact.message
    assert contact.message.contact
    assert contact.message.contact.user_id == BORIS
    assert file.message
    assert file.message.document
    content = await bot.download(file.message.document)
    assert content
    assert content.read() == b"%PDF"


async def test_what_was_sent_is_in_the_ledger_and_answered(api: BotApi, bot: Bot) -> None:
    message = await bot.send_message(BORIS, "At your service")
    await bot.send_message(
        BORIS, "Shall we call?", reply_parameters=ReplyParameters(message_id=message.message_id)
    )
    await bot.send_document(BORIS, BufferedInputFile(b"%PDF", "plan.pdf"), caption="The plan")

    assert api.sent_to(BORIS) == ["At your service", "Shall we call?", "The plan"]
    assert api.sent_to(78) == []
    assert [call.answered for call in api.calls] == [200, 200, 200]
    assert isinstance(api.calls[-1].params["document"], Upload)
    assert api.calls[-1].params["document"].content == b"%PDF"


async def test_a_button_is_pressed_answered_and_taken_away(api: BotApi, bot: Bot) -> None:
    await bot.send_message(BORIS, "Shall we call?", reply_markup=CALL_ME)
    api.presses(BORIS, "call")
    (update,) = await bot.get_updates()
    assert update.callback_query
    assert isinstance(update.callback_query.message, Message)
    assert not isinstance(update.callback_query.message, InaccessibleMessage)
    await update.callback_query.answer()
    await update.callback_query.message.edit_text("We will call")

    with pytest.raises(LookupError):
        api.presses(BORIS, "call")


async def test_a_wrong_token_is_unauthorized(api: BotApi) -> None:
    session = AiohttpSession(api=TelegramAPIServer.from_base(api.base_url))
    async with Bot("654321:wrong", session=session).context() as stranger:
        with pytest.raises(TelegramUnauthorizedError):
            await stranger.get_me()


async def test_a_refusal_is_given_as_often_as_planned(api: BotApi, bot: Bot) -> None:
    api.answer_next("sendMessage", 429, "Too Many Requests: retry after 3", {"retry_after": 3})
    with pytest.raises(TelegramRetryAfter) as refused:
        await bot.send_message(BORIS, "At your service")
    await bot.send_message(BORIS, "At your service")

    assert refused.value.retry_after == 3
    assert api.sent_to(BORIS) == ["At your service"]
    assert [call.answered for call in api.calls] == [429, 200]


async def test_what_a_gateway_or_a_broken_server_says_is_passed_on(api: BotApi, bot: Bot) -> None:
    api.fail_next("sendMessage", Page(status=500))
    api.fail_next("sendMessage", Refusal(400, "Bad Request: so it is", status=200))
    with pytest.raises(ClientDecodeError):
        await bot.send_message(BORIS, "At your service")
    with pytest.raises(Exception, match="so it is"):
        await bot.send_message(BORIS, "At your service")

    assert api.sent_to(BORIS) == []


async def test_a_client_who_blocked_the_bot_is_out_of_reach(api: BotApi, bot: Bot) -> None:
    api.blocks(BORIS)
    with pytest.raises(TelegramForbiddenError):
        await bot.send_message(BORIS, "At your service")
    with pytest.raises(TelegramBadRequest, match="too long"):
        await bot.send_message(78, "x" * 4097)


@pytest.mark.parametrize(("recorded", "sent"), [(False, []), (True, ["At your service"])])
async def test_a_cut_leaves_the_outcome_unknown_to_the_bot_alone(
    api: BotApi, bot: Bot, recorded: bool, sent: list[str]
) -> None:
    api.fail_next("sendMessage", Cut(recorded=recorded), chat_id=BORIS)
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(BORIS, "At your service")

    assert api.sent_to(BORIS) == sent
    assert api.calls[0].answered is False


async def test_a_server_that_hangs_has_recorded_all_the_same(api: BotApi, bot: Bot) -> None:
    api.fail_next("sendMessage", Hang(recorded=True))
    sending = asyncio.create_task(bot.send_message(BORIS, "At your service"))
    await api.wait_for(lambda: api.sent_to(BORIS) == ["At your service"], PATIENCE_SECONDS)

    assert not sending.done()
    await api.stop()
    with pytest.raises(TelegramNetworkError):
        await sending


async def test_a_delayed_answer_comes_in_the_end(api: BotApi, bot: Bot) -> None:
    api.fail_next("getMe", Delay(0.05))

    assert (await bot.get_me()).id == bot.id


async def test_a_client_that_does_not_wait_for_a_late_answer_has_sent(
    api: BotApi, bot: Bot
) -> None:
    api.fail_next("sendMessage", Delay(0.3))
    sending = asyncio.create_task(bot.send_message(BORIS, "At your service"))
    await api.wait_for(lambda: len(api.calls) == 1, PATIENCE_SECONDS)
    sending.cancel()
    with pytest.raises(asyncio.CancelledError):
        await sending
    await api.wait_for(lambda: api.sent_to(BORIS) == ["At your service"], PATIENCE_SECONDS)


async def test_a_restart_cuts_the_poll_and_loses_nothing(api: BotApi, bot: Bot) -> None:
    address, poll = api.base_url, asyncio.create_task(bot.get_updates(timeout=60))
    await polling(api)
    await api.stop()
    with pytest.raises(TelegramNetworkError):
        await poll
    update_id = api.says(BORIS, "Good day")
    await api.start()

    assert api.base_url == address
    assert [update.update_id for update in await bot.get_updates()] == [update_id]
