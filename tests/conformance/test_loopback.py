"""The loopback keeps what every channel has to keep."""

from functools import partial
from itertools import count
from types import MappingProxyType

import pytest

from channels.loopback import provider
from channels.loopback.outside import Said, outside_of
from contracts.errors import (
    Misconfigured,
    RateLimited,
    Transient,
    Uncertain,
    Undeliverable,
)
from contracts.inbound import Address, AddressKind
from hub.conformance import ChannelConformance, Harness
from tests.conformance.replay import ReplayConformance

_numbers = count(1)


class LoopbackHarness(Harness):
    provider = provider
    settings = MappingProxyType({"echo": False})
    cursor = "greeted"
    client = Address(kind=AddressKind.VISITOR, value="boris-of-the-loopback")
    personal = ("boris",)

    def __init__(self) -> None:
        self.account = f"mirror-{next(_numbers)}"
        self._outside = outside_of(self.account)
        self._said: list[Said] = []
        errors = (
            Undeliverable("gone"),
            Transient("busy"),
            RateLimited("slowly", retry_after=3),
            Misconfigured("closed.", remedy="Open it."),
            Uncertain("silence"),
        )
        plan = self._outside.faults.append
        self.faults = {type(error): partial(plan, error) for error in errors}

    async def say(self, text: str) -> None:
        self._said.append(self._outside.says(self.client.value, text))

    async def say_again(self) -> None:
        self._outside.deliver(self._said[-1])

    def unacknowledged(self) -> int:
        return self._outside.waiting

    def brought(self) -> list[str]:
        return [message.text for message in self._outside.brought]

    def files(self) -> list[tuple[str, bytes]]:
        brought = self._outside.brought
        return [(file.name, file.content) for one in brought for file in one.attachments]


@pytest.fixture
async def harness() -> Harness:
    return LoopbackHarness()


class TestLoopback(ChannelConformance):
    pass


class TestLoopbackReplay(ReplayConformance):
    pass
