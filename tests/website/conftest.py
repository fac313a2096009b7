"""A site that is open: what it is asked is answered, what it leaves is remembered."""

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from dataclasses import dataclass, field
from typing import Any

import pytest

from channels.website import provider
from channels.website.settings import Settings
from contracts.channel import Channel, WebAnswer, WebRequest
from contracts.inbound import Inbound
from hub.tasks import ended
from tests.website import examples
from tests.website.host import Call, SiteHost

Open = Callable[..., "OpenSite"]


@dataclass
class OpenSite:
    """The channel at work, and what it has yielded."""

    channel: Channel
    host: SiteHost
    inbounds: list[Inbound] = field(default_factory=list)

    async def receive(self) -> None:
        async for inbound in self.channel.receive():
            self.inbounds.append(inbound)

    async def ask(self, request: WebRequest) -> WebAnswer:
        call = Call(request)
        self.host.queue.put_nowait(call)
        return await call.told()

    async def takes(self, request: WebRequest) -> Inbound:
        """The inbound of a request that is taken."""
        answer = await self.ask(request)
        assert answer.status == 200, answer.body.decode()
        return self.inbounds[-1]

    async def faults(self, request: WebRequest) -> dict[str, str]:
        """What is wrong with a request: a message for each field."""
        answer = await self.ask(request)
        assert answer.status == 422
        return {error["field"]: error["message"] for error in said(answer)["errors"]}


def said(answer: WebAnswer) -> dict[str, Any]:
    """The JSON of an answer."""
    told: dict[str, Any] = json.loads(answer.body)
    return told


@pytest.fixture
async def open_site() -> AsyncGenerator[Open]:
    tasks: list[asyncio.Task[None]] = []

    def opens(*changes: dict[str, Any], **settings: object) -> OpenSite:
        host = SiteHost()
        given = Settings.model_validate(examples.site(*changes, **settings))
        opened = OpenSite(provider.open(given, host), host)
        tasks.append(asyncio.create_task(opened.receive()))
        return opened

    yield opens
    await ended(tasks)


@pytest.fixture
async def site(open_site: Open) -> OpenSite:
    return open_site()
