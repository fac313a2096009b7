"""What a request of an exchange comes to, whatever language it speaks."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from contracts.channel import WebAnswer, WebRequest
from contracts.inbound import Address, CallNews


@dataclass(frozen=True)
class Reading:
    """An authentic request. `key` names the event for ever; without `call`, `unreadable` says why.

    `at` by the provider's clock, None where it does not tell. `wrong`: the provider is told so.
    """

    key: tuple[str, ...]
    at: datetime | None = None
    call: CallNews | None = None
    sender: tuple[Address, ...] = ()
    unreadable: str | None = None
    wrong: bool = False


class Dialect(Protocol):
    """A way in which exchanges speak."""

    @property
    def thanks(self) -> WebAnswer:
        """What it is told when its event is in the log."""
        ...

    def is_authentic(self, request: WebRequest) -> bool:
        """Whether it was signed with one of our secrets."""
        ...

    def read(self, request: WebRequest) -> Reading:
        """What an authentic request says."""
        ...

    def media(self, url: str) -> tuple[str, dict[str, str]]:
        """How to ask for a recording: its URL and the headers, which go to its owner alone."""
        ...
