"""Does the exchange behave as one, seen by the channel that listens to it?"""

import asyncio
import contextlib
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from twilio.request_validator import RequestValidator  # type: ignore[import-untyped]  # no types

from channels.telephony.channel import Telephony
from channels.telephony.settings import Settings
from contracts.channel import WebRequest
from contracts.inbound import CallNews, Direction
from hub.standins.exchange import SECRET, Exchange, generic, twilio
from hub.standins.exchange_wire import Write
from tests.story import PATIENCE_SECONDS
from tests.telephony.exchange import BORIS, Desk, PhoneHost


class Hub:
    """Listens, and may answer something of its own before it lets the channel answer."""

    def __init__(self) -> None:
        self.url = ""
        self.first: list[int] = []
        self.forms: list[tuple[str, dict[str, str]]] = []
        self.desk: Desk

    def open(self, port: int, language: str) -> Desk:
        self.url, host = f"http://127.0.0.1:{port}/hooks/phone", PhoneHost()
        said = {"format": language, "secrets": [SECRET], "public_url": self.url}
        self.desk = Desk(host, Telephony(Settings.model_validate(said), host))
        return self.desk

    async def hear(self, request: web.Request) -> web.Response:
        body = await request.read()
        form = {name: str(value) for name, value in (await request.post()).items()}
        self.forms.append((request.headers.get("X-Twilio-Signature", ""), form))
        if self.first:
            return web.Response(status=self.first.pop(0))
        headers = tuple((name.lower(), value) for name, value in request.headers.items())
        asked = WebRequest(method="POST", path="", url=self.url, headers=headers, body=body)
        answer = await self.desk.asked(asked)
        return web.Response(status=answer.status, body=answer.body)

    @property
    def calls(self) -> list[CallNews]:
        return [inbound.call for inbound in self.desk.inbounds if inbound.call]

    @property
    def phases(self) -> list[str]:
        return [str(call.phase) for call in self.calls]


@contextlib.asynccontextmanager
async def listening(write: Write = generic) -> AsyncIterator[tuple[Exchange, Hub]]:
    hub, app = Hub(), web.Application()
    app.router.add_post("/hooks/phone", hub.hear)
    runner = web.AppRunner(app, shutdown_timeout=0.01, access_log=None)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    desk = hub.open(runner.addresses[0][1], write.__name__)
    async with (
        working(desk),
        Exchange(hub.url, write=write, clock=desk.host.now, pause=0.001) as exchange,
    ):
        yield exchange, hub
    await runner.cleanup()


@contextlib.asynccontextmanager
async def working(desk: Desk) -> AsyncIterator[None]:
    task = asyncio.ensure_future(desk.run())
    yield
    await desk.channel.close()
    await task


@pytest.mark.parametrize("write", [generic, twilio])
async def test_a_call_is_told_from_its_ring_to_its_recording(write: Write) -> None:
    async with listening(write) as (exchange, hub):
        call = exchange.rings(BORIS)
        exchange.answers(call)
        exchange.ends(call, seconds=42)
        exchange.records(call)
        await exchange.settled(PATIENCE_SECONDS)

        assert hub.phases == ["ringing", "answered", "ended", "recorded"]
        assert len({one.call for one in hub.calls}) == 1
        assert hub.calls[2].duration_seconds == 42
        assert [one.value for one in hub.desk.inbounds[0].sender] == [BORIS]
        assert len(exchange.acknowledged) == len(exchange.deliveries) == 4


async def test_its_twilio_signatures_are_those_of_twilios_sdk() -> None:
    async with listening(twilio) as (exchange, hub):
        exchange.records(exchange.rings(BORIS))
        await exchange.settled(PATIENCE_SECONDS)

        judge = RequestValidator(SECRET)
        assert [judge.validate(hub.url, form, said) for said, form in hub.forms] == [True, True]


async def test_an_outgoing_call_that_nobody_takes() -> None:
    async with listening() as (exchange, hub):
        exchange.misses(exchange.rings(BORIS, out=True))
        await exchange.settled(PATIENCE_SECONDS)

        assert [call.direction for call in hub.calls] == [Direction.OUT, Direction.OUT]
        assert hub.phases == ["ringing", "missed"]


async def test_what_is_not_acknowledged_is_told_again() -> None:
    async with listening() as (exchange, hub):
        hub.first = [503, 500, 404]
        exchange.rings(BORIS)
        await exchange.settled(PATIENCE_SECONDS)

        assert [one.status for one in exchange.deliveries] == [503, 500, 404, 200]
        assert [one.attempt for one in exchange.deliveries] == [1, 2, 3, 4]


async def test_after_five_tries_it_is_given_up() -> None:
    async with listening() as (exchange, hub):
        hub.first = [503] * 5
        call = exchange.rings(BORIS)
        exchange.misses(call)
        await exchange.settled(PATIENCE_SECONDS)

        assert [one.status for one in exchange.deliveries] == [503] * 5 + [200]
        assert exchange.acknowledged == {f"{call}-1"}


async def test_a_forged_signature_is_never_taken() -> None:
    async with listening() as (exchange, hub):
        exchange.forge("a-secret-of-somebody-else")
        exchange.rings(BORIS)
        await exchange.settled(PATIENCE_SECONDS)

        assert [one.status for one in exchange.deliveries] == [401] * 5
        assert hub.desk.inbounds == []


async def test_told_five_times_it_is_one_event() -> None:
    async with listening() as (exchange, hub):
        exchange.repeat(5)
        exchange.rings(BORIS)
        await exchange.settled(PATIENCE_SECONDS)

        assert len(hub.desk.inbounds) == 5
        assert len({inbound.provider_id for inbound in hub.desk.inbounds}) == 1


async def test_a_disorder_follows_from_its_seed() -> None:
    async def told(seed: int | None) -> list[str]:
        async with listening() as (exchange, hub):
            exchange.hold()
            call = exchange.rings(BORIS)
            exchange.answers(call)
            exchange.ends(call)
            exchange.records(call)
            assert hub.phases == []
            exchange.release(seed)
            await exchange.settled(PATIENCE_SECONDS)
            return hub.phases

    in_order = await told(None)
    assert in_order == ["ringing", "answered", "ended", "recorded"]
    assert await told(1) == await told(1) != in_order


async def test_what_happened_while_it_was_stopped_is_told_after_the_start() -> None:
    async with listening() as (exchange, hub):
        await exchange.stop()
        exchange.rings(BORIS)
        await exchange.start()
        await exchange.settled(PATIENCE_SECONDS)

        assert hub.phases == ["ringing"]


async def test_a_recording_can_be_fetched_where_it_is_said_to_be() -> None:
    async with listening() as (exchange, hub), aiohttp.ClientSession() as session:
        exchange.records(exchange.rings(BORIS), b"ID3")
        await exchange.settled(PATIENCE_SECONDS)
        url = hub.calls[-1].recording or ""
        async with session.get(url) as answer:
            body = await answer.read()

        assert (body, answer.content_type) == (b"ID3", "audio/mpeg")
        assert exchange.media_host in url
