"""The way of a contact, as its trace tells it."""

import asyncio
import contextlib
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field

import aiohttp
import pytest
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from contracts.channel import Health, Outbound, Receipt, State
from contracts.inbound import Inbound
from hub.accounts.receive import Receiver
from hub.capture.run import Capture
from hub.doors import Doors
from hub.house import House
from hub.log.codec import Stored
from hub.log.inbounds import encode_inbound
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS, INBOUND
from hub.sender.run import Sender
from hub.tracing.sdk import SdkRecorder
from hub.tracing.spans import recorded_by
from hub.tracing.traceparent import TRACEPARENT
from hub.vault.channels import Account
from hub.waking import Wake
from tests.capture.arriving import chat
from tests.capture.working import captured, put_raw
from tests.examples import ANNA, NOON
from tests.live.ear import Ear, passing, served
from tests.story import projecting, running, until

STRANGE = 0xB7AD6B7169203331
"""A trace of the caller's own, which is not believed."""

SHOP = Account("shop", "telegram", {}, NOON)


@dataclass
class Provider:
    """Brings what it is given, and takes everything."""

    bringing: asyncio.Queue[Inbound] = field(default_factory=asyncio.Queue)

    async def receive(self) -> AsyncGenerator[Inbound]:
        while True:
            yield await self.bringing.get()

    async def send(self, message: Outbound) -> Receipt:
        _ = message
        return Receipt(provider_id="1", own="digest")

    async def health(self) -> Health:
        return Health(state=State.UP)

    async def close(self) -> None:
        return None


@contextlib.asynccontextmanager
async def working(house: House, provider: Provider) -> AsyncIterator[Ear]:
    """Every part that a contact passes, and anna before her screen."""
    doors = Doors(house.addresses.nats_url)
    receiver = Receiver(house, SHOP, doors.inbounds("telegram"))
    sender = Sender(house, SHOP, provider, Wake())
    async with (
        served(house) as url,
        doors.open(),
        running(Capture(house).run),
        running(sender.run),
        running(lambda: receiver.run(provider)),
    ):
        yield Ear(url, await house.tokens.give("anna", "employee", ANNA))


async def on_the_log(house: House, stream: str) -> list[Stored]:
    end = await last_seq(house.nc, stream)
    found = [await message_at(house.nc, stream, {"seq": seq}) for seq in range(1, end + 1)]
    return [stored for stored in found if stored]


async def ended(told: InMemorySpanExporter, *names: str) -> dict[str, ReadableSpan]:
    """The last span of each of these names, once there is one."""

    async def found() -> dict[str, ReadableSpan] | None:
        spans = {span.name: span for span in told.get_finished_spans()}
        return spans if set(names) <= spans.keys() else None

    spans: dict[str, ReadableSpan] = await until(found)
    return spans


def under(span: ReadableSpan) -> str:
    assert span.context
    return f"00-{span.context.trace_id:032x}-{span.context.span_id:016x}-01"


def above(span: ReadableSpan) -> str | None:
    parent = span.parent
    return f"00-{parent.trace_id:032x}-{parent.span_id:016x}-01" if parent else None


async def test_a_contact_is_one_trace_from_the_provider_to_the_screen(
    house: House, told: InMemorySpanExporter
) -> None:
    provider = Provider()

    async with working(house, provider) as anna, anna.listening() as blocks:
        await passing(blocks, "position")
        provider.bringing.put_nowait(chat("1", text="Меня зовут Борис"))
        await passing(blocks, "message.received")
        spans = await ended(
            told, "channel.receive", "capture.decide", "projector.fold", "live.tell"
        )

    received, decided = spans["channel.receive"], spans["capture.decide"]
    assert above(received) is None
    assert above(decided) == under(received)
    (inbound,) = await on_the_log(house, INBOUND)
    assert inbound.trace == under(received)
    events = await on_the_log(house, EVENTS)
    assert {one.trace for one in events if one.type == "message.received"} == {under(decided)}
    assert {one.trace for one in events if one.type == "capture.advanced"} == {None}
    for name in ("projector.fold", "live.tell"):
        assert above(spans[name]) == under(decided)
    times = (received.start_time, decided.start_time, spans["live.tell"].end_time)
    assert list(times) == sorted(time for time in times if time)
    attributes = {key for span in spans.values() for key in span.attributes or {}}
    assert attributes == {"channel", "account", "seq", "events", "projections"}


async def test_an_answer_is_one_trace_from_the_command_to_its_outcome(
    house: House, told: InMemorySpanExporter
) -> None:
    provider = Provider()
    provider.bringing.put_nowait(chat("1", text="Сколько стоит?"))

    async with working(house, provider) as anna, anna.listening(after=0) as blocks:
        opened = await passing(blocks, "conversation.opened")
        told.clear()
        await answers(anna, opened.told["subject"]["id"])
        await passing(blocks, "message.sent")
        spans = await ended(told, "api.command", "message.send")

    command, sending = spans["api.command"], spans["message.send"]
    assert above(command) is None
    assert above(sending) == under(command)
    traces = {one.type: one.trace for one in await on_the_log(house, EVENTS)}
    assert traces["message.queued"] == under(command)
    assert traces["message.attempted"] == traces["message.sent"] == under(sending)
    assert dict(command.attributes or {}) == {
        "method": "POST",
        "route": "/conversations/{conversation_id}/replies",
    }


async def answers(ear: Ear, conversation: str) -> None:
    url = f"{ear.url}/conversations/{conversation}/replies"
    headers = {
        "Authorization": f"Bearer {ear.token}",
        "traceparent": f"00-{STRANGE:032x}-{STRANGE:016x}-01",
    }
    async with aiohttp.ClientSession(headers=headers) as http:
        async with http.post(url, json={"text": "Сто"}) as answer:
            assert answer.ok, await answer.text()
        async with http.post(url, json={}) as refused:
            assert refused.status == 422


async def test_where_nothing_is_traced_the_log_says_nothing_of_it(house: House) -> None:
    provider = Provider()
    provider.bringing.put_nowait(chat("1"))

    async with working(house, provider) as anna, anna.listening(after=0) as blocks:
        await passing(blocks, "message.received")

    stored = await on_the_log(house, INBOUND) + await on_the_log(house, EVENTS)
    assert {one.trace for one in stored} == {None}


async def test_of_what_is_not_in_the_share_nothing_is_told(house: House) -> None:
    exporter, provider = InMemorySpanExporter(), Provider()
    provider.bringing.put_nowait(chat("1"))
    none = SdkRecorder(SimpleSpanProcessor(exporter), 0.0, "test")

    with recorded_by(none):
        async with working(house, provider) as anna, anna.listening(after=0) as blocks:
            await passing(blocks, "message.received")

    stored = await on_the_log(house, INBOUND) + await on_the_log(house, EVENTS)
    assert {one.trace for one in stored} == {None}
    assert not exporter.get_finished_spans()


@pytest.mark.parametrize("header", ["\x1b[31m", "00-0-0-01", "00" * 400])
async def test_a_malformed_header_stops_nobody(
    house: House, told: InMemorySpanExporter, header: str
) -> None:
    async with projecting(house), running(Capture(house).run):
        headers, body = encode_inbound("telegram", "shop", chat("1"), house.secret, house.clock())
        await put_raw(house, headers | {TRACEPARENT: header}, body, "shop")
        found = await captured(house)

    assert "message.received" in [one.event.event_name for one in found]
    assert not told.get_finished_spans()
