"""What the channel takes from Telegram, and when Telegram may forget it."""

import asyncio
import json
from collections.abc import AsyncGenerator

import pytest

from channels.telegram.channel import Telegram
from channels.telegram.library import UpdateType
from contracts.errors import Misconfigured, RateLimited, Transient
from contracts.inbound import Inbound, InboundKind
from hub.standins.bot_api import BotApi, Cut, Hang, Page, Refusal
from tests.story import PATIENCE_SECONDS
from tests.telegram.conftest import Open
from tests.telegram.memory_host import MemoryHost
from tests.telegram.updates import message

BORIS = 77


async def take(receiving: AsyncGenerator[Inbound], count: int) -> list[Inbound]:
    async with asyncio.timeout(PATIENCE_SECONDS):
        return [await anext(receiving) for _ in range(count)]


async def test_what_a_client_writes_arrives_in_order(api: BotApi, channel: Telegram) -> None:
    for text in ("Hello", "Are you there?", "?"):
        api.says(BORIS, text)

    inbounds = await take(channel.receive(), 3)

    assert [inbound.text for inbound in inbounds] == ["Hello", "Are you there?", "?"]


async def test_the_raw_update_is_kept_before_the_inbound_names_it(
    api: BotApi, channel: Telegram, host: MemoryHost
) -> None:
    number = api.says(BORIS, "Hello")

    (inbound,) = await take(channel.receive(), 1)

    assert json.loads(host.blobs[inbound.raw or ""])["update_id"] == number


async def test_an_update_is_confirmed_only_when_the_hub_goes_on(
    api: BotApi, channel: Telegram
) -> None:
    api.says(BORIS, "Hello")
    receiving = channel.receive()
    await take(receiving, 1)
    before = len(api.unconfirmed)
    going_on = asyncio.ensure_future(anext(receiving))
    await api.wait_for(lambda: len(api.calls) == 2, PATIENCE_SECONDS)
    await channel.close()

    assert before == 1
    assert api.unconfirmed == []
    with pytest.raises(StopAsyncIteration):
        await going_on


async def test_what_was_not_confirmed_comes_again_with_the_same_id(
    api: BotApi, open_channel: Open
) -> None:
    api.says(BORIS, "Hello")
    (first,) = await take(open_channel().receive(), 1)
    (second,) = await take(open_channel().receive(), 1)

    assert first.provider_id == second.provider_id


async def test_a_restart_goes_on_behind_the_cursor(
    api: BotApi, host: MemoryHost, open_channel: Open
) -> None:
    host.cursor = str(api.says(BORIS, "recorded before the crash"))
    api.says(BORIS, "new")

    (inbound,) = await take(open_channel().receive(), 1)

    assert inbound.text == "new"
    assert api.calls[0].params["offset"] == int(host.cursor) + 1


async def test_a_count_that_begins_anew_is_followed(
    api: BotApi, host: MemoryHost, open_channel: Open
) -> None:
    host.cursor = "900000"
    for update in (message(12, text="after a week of silence"), message(13, text="the next")):
        api.fail_next("getUpdates", Page(200, json.dumps({"ok": True, "result": [update]})))

    inbounds = await take(open_channel().receive(), 2)

    assert [inbound.text for inbound in inbounds] == ["after a week of silence", "the next"]
    assert [call.params["offset"] for call in api.calls] == [900001, 13]


async def test_every_type_of_update_is_asked_for(api: BotApi, channel: Telegram) -> None:
    api.says(BORIS, "Hello")

    await take(channel.receive(), 1)

    assert set(api.calls[0].params["allowed_updates"]) == {kind.value for kind in UpdateType}


async def test_a_malformed_update_does_not_cost_the_others(api: BotApi, channel: Telegram) -> None:
    batch = [
        None,
        {"update_id": "x"},
        message(1, text="Hello", **{"from": 5}),
        message(2, text="!"),
    ]
    api.fail_next("getUpdates", Page(200, json.dumps({"ok": True, "result": batch})), times=2)
    api.says(BORIS, "later")

    inbounds = await take(channel.receive(), 7)

    # Twice the batch, and of the second no update that nobody can confirm.
    assert [inbound.text for inbound in inbounds] == ["", "", "", "!", "", "!", "later"]
    assert [inbound.kind for inbound in inbounds[:3]] == [InboundKind.UNSUPPORTED] * 3


async def test_a_pressed_button_is_answered_once_it_is_recorded(
    api: BotApi, channel: Telegram
) -> None:
    button = [[{"text": "Mine", "callback_data": "ack:1"}]]
    shown = message(text="Boris waits.", reply_markup={"inline_keyboard": button})["message"]
    api.push(
        {"callback_query": {"id": "q", "from": shown["from"], "message": shown, "data": "ack:1"}}
    )
    receiving = channel.receive()
    (inbound,) = await take(receiving, 1)
    before = [call.method for call in api.calls]
    api.says(BORIS, "later")
    (later,) = await take(receiving, 1)

    assert (inbound.kind, inbound.button) == (InboundKind.BUTTON, "ack:1")
    assert before == ["getUpdates"]
    assert (api.calls[1].method, api.calls[1].params) == (
        "answerCallbackQuery",
        {"callback_query_id": "q"},
    )
    # The server refused it, since it knows of no such button; that is no reason to stop.
    assert (api.calls[1].answered, later.text) == (400, "later")


async def test_closing_ends_the_poll_at_once(api: BotApi, channel: Telegram) -> None:
    receiving = channel.receive()
    waiting = asyncio.ensure_future(anext(receiving))
    await api.wait_for(lambda: len(api.calls) == 1, PATIENCE_SECONDS)
    await channel.close()

    with pytest.raises(StopAsyncIteration):
        await waiting
    # Whoever waits for the poll to end by itself waits for its answer.
    assert [call.answered for call in api.calls] == [False]


@pytest.mark.parametrize(
    ("fault", "error", "retry_after"),
    [
        (Refusal(429, "Too Many Requests", {"retry_after": 7}), RateLimited, 7),
        (Refusal(409, "Conflict: terminated by other getUpdates request"), Transient, 30),
        (Refusal(500, "Internal Server Error"), Transient, None),
        (Refusal(400, "Bad Request", status=200), Transient, None),
        (Refusal(403, "Forbidden"), Transient, None),
        (Page(), Transient, None),
        (Page(200, '{"ok": true, "result": {}}'), Transient, None),
        (Page(200, '{"ok": tr'), Transient, None),
        (Cut(), Transient, None),
    ],
)
async def test_trouble_is_said_in_words_of_the_hub(
    api: BotApi, channel: Telegram, fault: object, error: type[Transient], retry_after: float | None
) -> None:
    api.fail_next("getUpdates", fault)  # type: ignore[arg-type]  # a parameter's type is object

    with pytest.raises(Transient) as trouble:
        await take(channel.receive(), 1)

    assert type(trouble.value) is error
    assert trouble.value.retry_after == retry_after


async def test_after_trouble_it_goes_on_where_it_was(api: BotApi, channel: Telegram) -> None:
    api.says(BORIS, "first")
    receiving = channel.receive()
    await take(receiving, 1)
    api.fail_next("getUpdates", Refusal(502, "Bad Gateway"))
    with pytest.raises(Transient):
        await take(receiving, 1)
    api.says(BORIS, "second")

    (inbound,) = await take(channel.receive(), 1)

    assert inbound.text == "second"


async def test_a_server_that_never_answers_is_left(api: BotApi, channel: Telegram) -> None:
    api.fail_next("getUpdates", Hang())
    waiting = asyncio.ensure_future(anext(channel.receive()))
    await api.wait_for(lambda: len(api.calls) == 1, PATIENCE_SECONDS)
    await channel.close()

    with pytest.raises(StopAsyncIteration):
        await waiting


async def test_two_pollers_learn_of_each_other(api: BotApi, open_channel: Open) -> None:
    first = asyncio.ensure_future(anext(open_channel().receive()))
    await api.wait_for(lambda: len(api.calls) == 1, PATIENCE_SECONDS)
    second = asyncio.ensure_future(anext(open_channel().receive()))

    with pytest.raises(Transient, match="Somebody else polls") as conflict:
        await first
    second.cancel()
    assert conflict.value.retry_after == 30


async def test_a_webhook_of_another_system_is_for_the_operator(
    api: BotApi, channel: Telegram
) -> None:
    api.set_webhook("https://example.com")

    with pytest.raises(Misconfigured) as conflict:
        await take(channel.receive(), 1)

    assert "webhook" in conflict.value.remedy


async def test_an_unknown_token_is_for_the_operator(stranger: Telegram) -> None:
    with pytest.raises(Misconfigured) as refused:
        await take(stranger.receive(), 1)

    assert "@BotFather" in refused.value.remedy
