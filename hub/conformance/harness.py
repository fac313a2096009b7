"""The harness of a channel: how the suite plays the outside of one account."""

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, ClassVar

import pytest

from contracts.channel import Outbound, Provider
from contracts.errors import HubError
from contracts.ids import MessageId, derived
from contracts.inbound import Address, Inbound
from hub.accounts.calls import Calls


class Harness:
    """What is out there: clients who write, a provider that falters, a ledger of what was brought.

    A subclass plays what its provider can do; a method that it leaves out skips the tests that
    need it, with the reason that stands here. Texts are numbers, "1" and up.
    """

    provider: Provider[Any]
    settings: Mapping[str, Any]
    """That work, as an operator gives them, secrets in the clear."""

    wrong_settings: Mapping[str, Any] | None = None
    """What of it to change so that the provider lets nobody in."""

    account: str = "shop"
    cursor: str | None = None
    """Where the hub already was when the suite begins."""

    client: Address
    """Who writes, and whom messages are for."""

    personal: ClassVar[tuple[str, ...]] = ()
    """What is personal in what the client writes: no name that the channel gives may show it."""

    acknowledges: bool = True
    """Whether the provider is told what arrived; else the cursor on the log is all there is."""

    faults: Mapping[type[HubError], Callable[[], None]] = MappingProxyType({})
    """How the next message fails, by the error that has to come of it."""

    # What clients and the provider do.

    async def say(self, text: str) -> None:
        """The client says this: the provider has it now, the hub not yet."""
        raise NotImplementedError

    async def say_again(self) -> None:
        """The provider delivers what was said last once more."""
        pytest.skip("this provider delivers nothing twice")

    async def say_strange(self) -> None:
        """Something arrives that the channel has no word for."""
        pytest.skip("what this channel does not know, it refuses to the caller's face")

    async def slow_down(self) -> None:
        """The provider takes its time from now on."""
        pytest.skip("this provider cannot be slow")

    async def go_away(self) -> None:
        """The provider is not to be reached, and keeps what is said to it."""
        pytest.skip("nobody is asked who could be away")

    async def come_back(self) -> None:
        """It is again."""

    def unacknowledged(self) -> int:
        """How many things the provider would tell once more."""
        raise NotImplementedError

    def reached_by(self, calls: Calls) -> None:
        """The account is open; this is where requests to it go, if it is called."""

    # What is seen of it.

    def text_in(self, inbound: Inbound) -> str:
        """What was said, in what arrived."""
        return inbound.text

    def brought(self) -> list[str]:
        """The texts of the messages that reached the client, by the provider's own ledger."""
        raise NotImplementedError

    def files(self) -> list[tuple[str, bytes]]:
        """The names and bytes of the files that reached the client, by the same ledger."""
        raise NotImplementedError

    def answer(self, text: str) -> Outbound:
        """A message to the client."""
        id_ = MessageId(derived("conformance", self.account, text))
        return Outbound(id=id_, to=self.client, text=text)
