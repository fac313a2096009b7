"""What the channel gives to Telegram, and what it says when that went wrong."""

import asyncio
import json
import traceback
from asyncio import StreamReader, StreamWriter

import pytest

from channels.telegram.channel import Telegram
from contracts.channel import Button, Outbound, State
from contracts.errors import (
    HubError,
    Misconfigured,
    RateLimited,
    Transient,
    Uncertain,
    Undeliverable,
)
from contracts.ids import MessageId, derived
from contracts.inbound import Address, AddressKind
from hub.standins.bot_api import BotApi, Cut, Page, Refusal
from hub.standins.listener import Listener
from tests.story import PATIENCE_SECONDS
from tests.telegram.conftest import Open
from tests.telegram.memory_host import digest

BORIS = 77
TO_BORIS = Address(kind=AddressKind.TELEGRAM, value=str(BORIS))


def answer(text: str = "We are.", to: Address = TO_BORIS, **more: object) -> Outbound:
    fields = {"id": MessageId(derived("answer")), "to": to, "text": text, **more}
    return Outbound.model_validate(fields)


async def test_an_answer_reaches_the_client(api: BotApi, channel: Telegram) -> None:
    receipt = await channel.send(answer("<b>We</b> *are*."))

    assert api.sent_to(BORIS) == ["<b>We</b> *are*."]
    assert receipt.provider_id == "1"
    assert receipt.own == digest("tg", str(BORIS), "1")


async def test_a_client_who_answers_refers_to_the_receipt(api: BotApi, channel: Telegram) -> None:
    receipt = await channel.send(answer())
    api.says(BORIS, "Good.", reply_to=int(receipt.provider_id or 0))

    inbound = await anext(channel.receive())

    assert inbound.thread.refs == (receipt.own,)


async def test_an_answer_goes_to_the_chat_of_the_question(api: BotApi, channel: Telegram) -> None:
    place = json.dumps({"chat_id": -1001, "message_id": 9, "topic": 5})
    await channel.send(answer(reply_ref=place))

    assert api.sent_to(-1001) == ["We are."]
    assert api.calls[0].params["message_thread_id"] == 5
    assert "parse_mode" not in api.calls[0].params


async def test_buttons_come_back_when_pressed(api: BotApi, channel: Telegram) -> None:
    buttons = (Button(label="Mine", data="ack:1"), Button(label="Later", data="ack:2"))
    await channel.send(answer("Boris waits.", buttons=buttons))
    api.presses(BORIS, "ack:2")

    receiving = channel.receive()
    inbound = await anext(receiving)
    going_on = asyncio.ensure_future(anext(receiving))
    await api.wait_for(
        lambda: any(call.method == "answerCallbackQuery" for call in api.calls), PATIENCE_SECONDS
    )
    going_on.cancel()

    assert (inbound.button, inbound.text) == ("ack:2", "Later")


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        (Refusal(400, "Bad Request: chat not found"), Undeliverable),
        (Refusal(400, "Bad Request: chat not found", status=200), Undeliverable),
        (Refusal(403, "Forbidden: bot was kicked from the group"), Undeliverable),
        (Refusal(413, "Request Entity Too Large"), Undeliverable),
        (Refusal(429, "Too Many Requests", {"retry_after": 3}), RateLimited),
        (Refusal(429, "Too Many Requests", {"retry_after": "soon"}), RateLimited),
        (Refusal(401, "Unauthorized"), Misconfigured),
        (Refusal(404, "Not Found"), Misconfigured),
        (Refusal(500, "Internal Server Error"), Transient),
        (Page(502), Uncertain),
        (Page(403), Transient),
        (Page(200), Transient),
        (Page(200, '{"ok": true, "resu'), Uncertain),
        (Page(200, ""), Uncertain),
        (Cut(), Uncertain),
        (Cut(recorded=True), Uncertain),
    ],
)
async def test_what_went_wrong_says_who_must_act(
    api: BotApi, channel: Telegram, fault: object, error: type[HubError]
) -> None:
    api.fail_next("sendMessage", fault)  # type: ignore[arg-type]  # a parameter's type is object

    with pytest.raises(HubError) as trouble:
        await channel.send(answer())

    assert type(trouble.value) is error
    assert api.token not in "".join(traceback.format_exception(trouble.value))


async def test_a_client_who_blocked_the_bot_must_be_reached_another_way(
    api: BotApi, channel: Telegram
) -> None:
    api.blocks(BORIS)

    with pytest.raises(Undeliverable, match="blocked by the user"):
        await channel.send(answer())


async def test_a_line_that_breaks_in_the_answer_leaves_it_uncertain(
    api: BotApi, open_channel: Open
) -> None:
    async def breaks(reader: StreamReader, writer: StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 500\r\n\r\n{")

    listener = Listener(breaks)
    await listener.start()

    with pytest.raises(Uncertain) as trouble:
        await open_channel(api_base=f"http://127.0.0.1:{listener.port}").send(answer())
    await listener.stop()
    assert api.token not in "".join(traceback.format_exception(trouble.value))


async def test_what_is_no_http_leaves_it_uncertain_and_names_no_token(
    api: BotApi, open_channel: Open
) -> None:
    async def stammers(reader: StreamReader, writer: StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        writer.write(b"220 mail.example.com ESMTP\r\n\r\n")
        await reader.read()

    listener = Listener(stammers)
    await listener.start()

    with pytest.raises(Uncertain) as trouble:
        await open_channel(api_base=f"http://127.0.0.1:{listener.port}").send(answer())
    await listener.stop()
    assert api.token not in "".join(traceback.format_exception(trouble.value))


async def test_nobody_at_the_door_means_nothing_was_sent(api: BotApi, channel: Telegram) -> None:
    await api.stop()

    with pytest.raises(Transient, match="cannot be reached"):
        await channel.send(answer())


async def test_a_door_that_shuts_before_the_request_means_nothing_was_sent(
    open_channel: Open,
) -> None:
    async def hangs_up(_: StreamReader, writer: StreamWriter) -> None:
        writer.close()

    listener = Listener(hangs_up)
    await listener.start()
    channel = open_channel(proxy=f"socks5://127.0.0.1:{listener.port}")

    with pytest.raises(Transient, match="cannot be reached"):
        await channel.send(answer())
    await listener.stop()


async def test_a_proxy_that_is_away_means_nothing_was_sent(open_channel: Open) -> None:
    with pytest.raises(Transient, match="cannot be reached"):
        await open_channel(proxy="http://127.0.0.1:1").send(answer())


async def test_a_proxy_is_the_only_way_out(api: BotApi, open_channel: Open) -> None:
    asked: list[bytes] = []

    async def pipe(reader: StreamReader, writer: StreamWriter) -> None:
        while chunk := await reader.read(65536):
            writer.write(chunk)
        writer.close()

    async def connects(reader: StreamReader, writer: StreamWriter) -> None:
        asked.append(await reader.readuntil(b"\r\n\r\n"))
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        there = await asyncio.open_connection("127.0.0.1", int(api.base_url.rpartition(":")[2]))
        await asyncio.gather(pipe(reader, there[1]), pipe(there[0], writer))

    listener = Listener(connects)
    await listener.start()
    channel = open_channel(
        api_base="http://telegram.invalid:80", proxy=f"http://127.0.0.1:{listener.port}"
    )
    await channel.send(answer())
    await channel.close()
    await listener.stop()

    assert asked[0].startswith(b"CONNECT telegram.invalid:80 ")
    assert api.sent_to(BORIS) == ["We are."]


async def test_a_group_that_moved_is_followed_once(api: BotApi, channel: Telegram) -> None:
    place = json.dumps({"chat_id": -5, "message_id": 9})
    moved = Refusal(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1005})
    api.fail_next("sendMessage", moved, chat_id=-5)

    receipt = await channel.send(answer(reply_ref=place))

    assert api.sent_to(-1005) == ["We are."]
    assert receipt.own == digest("tg", "-1005", "1")


async def test_a_group_that_moves_for_ever_is_given_up(api: BotApi, channel: Telegram) -> None:
    moved = Refusal(400, "Bad Request: group chat was upgraded", {"migrate_to_chat_id": -1005})
    api.fail_next("sendMessage", moved, times=None)

    with pytest.raises(Undeliverable):
        await channel.send(answer())
    assert len(api.calls) == 2


async def test_the_account_is_well(channel: Telegram) -> None:
    health = await channel.health()

    assert (health.state, health.message) == (State.UP, "The bot is @omnihub_bot.")


async def test_an_account_with_a_wrong_token_says_what_to_do(stranger: Telegram) -> None:
    health = await stranger.health()

    assert health.state is State.DOWN
    assert "@BotFather" in (health.remedy or "")


async def test_an_account_without_a_server_is_down(api: BotApi, channel: Telegram) -> None:
    await api.stop()

    assert (await channel.health()).state is State.DOWN


async def test_a_closed_channel_sends_nothing(api: BotApi, channel: Telegram) -> None:
    await channel.close()

    with pytest.raises(Transient, match="closed"):
        await channel.send(answer())
    assert len(api.calls) == 0
