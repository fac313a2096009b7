"""What is sent through the loopback comes back."""

import asyncio
from contextlib import aclosing

from channels.loopback import provider
from channels.loopback.settings import Settings
from contracts.channel import Channel, Outbound
from contracts.ids import MessageId, derived
from contracts.inbound import Address, AddressKind, Inbound
from tests.story import PATIENCE_SECONDS
from tests.telegram.memory_host import MemoryHost


def opened(account: str, cursor: str | None = "greeted", *, echo: bool = True) -> Channel:
    return provider.open(Settings(echo=echo), MemoryHost(account=account, cursor=cursor))


def answer(text: str) -> Outbound:
    boris = Address(kind=AddressKind.VISITOR, value="boris")
    return Outbound(id=MessageId(derived(text)), to=boris, text=text)


async def first(channel: Channel) -> Inbound:
    async with asyncio.timeout(PATIENCE_SECONDS), aclosing(channel.receive()) as arriving:
        return await anext(arriving)


async def test_an_answer_comes_back_from_whom_it_was_sent_to() -> None:
    channel = opened("echoing")

    await channel.send(answer("Hello"))
    back = await first(channel)

    assert (back.sender[0].value, back.text) == ("boris", "Hello")


async def test_it_greets_once_so_that_there_is_somebody_to_answer() -> None:
    greeting = await first(opened("greeting", cursor=None))
    again = await first(opened("greeting", cursor=None))
    channel = opened("greeting", cursor=greeting.cursor)
    await channel.send(answer("Hello"))

    assert greeting.provider_id == again.provider_id
    assert (await first(channel)).text == "Hello"


async def test_without_echo_nothing_comes_back() -> None:
    channel = opened("silent", echo=False)
    await channel.send(answer("Hello"))
    talkative = opened("silent")
    await talkative.send(answer("Anybody?"))

    assert (await first(talkative)).text == "Anybody?"
