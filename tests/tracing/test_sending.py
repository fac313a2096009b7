"""Sending traces to a collector, and to none."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

import pytest
from aiohttp import web
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest

from hub.settings import Settings
from hub.tracing.sending import traces_sent
from hub.tracing.spans import begin, tracing
from tests.story import PATIENCE_SECONDS

HELD_UP_SECONDS = 20.0
"""Who waits for a collector that hangs waits longer."""


@dataclass
class Collector:
    """Keeps what it is sent; one that hangs never answers."""

    hangs: bool = False
    url: str = ""
    got: list[ExportTraceServiceRequest] = field(default_factory=list)

    async def take(self, request: web.Request) -> web.Response:
        if self.hangs:
            await asyncio.Event().wait()
        self.got.append(ExportTraceServiceRequest.FromString(await request.read()))
        return web.Response()


@pytest.fixture
async def collector() -> AsyncIterator[Collector]:
    """On the loopback."""
    made = Collector()
    app = web.Application()
    app.router.add_post("/v1/traces", made.take)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    made.url = f"http://127.0.0.1:{runner.addresses[0][1]}/v1/traces"
    yield made
    await runner.cleanup()


def say_something() -> None:
    span = begin("channel.receive", channel="telegram")
    assert span
    span.end()


async def test_what_was_traced_has_left_when_the_hub_stops(
    settings: Settings, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.tracing.sending._LEAVE_SECONDS", PATIENCE_SECONDS)
    monkeypatch.setattr("hub.tracing.sdk._ANSWER_SECONDS", PATIENCE_SECONDS)
    said = settings.model_copy(update={"otlp_endpoint": collector.url, "instance": "box-1"})

    async with traces_sent(said):
        say_something()
    (request,) = collector.got
    (resource,) = request.resource_spans

    (span,) = resource.scope_spans[0].spans
    assert span.name == "channel.receive"
    facts = {one.key: one.value.string_value for one in resource.resource.attributes}
    assert facts["service.name"] == "omnihub"
    assert facts["service.instance.id"] == "box-1"
    assert not tracing()


async def test_a_collector_that_hangs_holds_nobody_up(
    settings: Settings, collector: Collector, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hub.tracing.sdk._ANSWER_SECONDS", 2 * HELD_UP_SECONDS)
    collector.hangs = True
    clock = asyncio.get_running_loop().time

    async with traces_sent(settings.model_copy(update={"otlp_endpoint": collector.url})):
        say_something()
        began = clock()

    assert clock() - began < HELD_UP_SECONDS


async def test_without_a_collector_nothing_is_made(settings: Settings) -> None:
    async with traces_sent(settings):
        assert not tracing()
        assert begin("channel.receive") is None


def test_a_hub_that_is_not_traced_does_not_load_the_sdk() -> None:
    look = "import sys, hub.roles, hub.tracing.sending; print('opentelemetry.sdk' in sys.modules)"

    said = subprocess.run(  # noqa: S603 - this very interpreter
        [sys.executable, "-c", look], capture_output=True, text=True, check=True
    )

    assert said.stdout.strip() == "False"
