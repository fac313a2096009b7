"""The outside of a loopback account: who writes, and what was brought to them; in memory only."""

import asyncio
from collections import deque
from dataclasses import dataclass
from functools import cache

from contracts.channel import Outbound
from contracts.errors import HubError
from contracts.ids import drawn


@dataclass(frozen=True, slots=True)
class Said:
    """Somebody said something. `name` is unique for ever, and the same in a second delivery."""

    name: str
    visitor: str
    text: str


class Outside:
    """Everybody out there, for one account. What was said waits until it is acknowledged.

    `brought` is the ledger of what reached them. `faults` are taken one by one: how the next
    messages fail, for who wants to see that.
    """

    def __init__(self) -> None:
        self.brought: list[Outbound] = []
        self.faults: deque[HubError] = deque()
        self._said: deque[Said] = deque()
        self._waiting: set[asyncio.Event] = set()

    def says(self, visitor: str, text: str, name: str | None = None) -> Said:
        """Somebody writes; `name` is drawn where none is given."""
        said = Said(name or str(drawn()), visitor, text)
        self.deliver(said)
        return said

    def deliver(self, said: Said) -> None:
        """It arrives, perhaps once more."""
        self._said.append(said)
        for news in self._waiting:
            news.set()

    async def next(self) -> Said:
        """The oldest that nobody has acknowledged, as soon as there is one."""
        while not self._said:
            news = asyncio.Event()
            self._waiting.add(news)
            try:
                await news.wait()
            finally:
                self._waiting.discard(news)
        return self._said[0]

    @property
    def waiting(self) -> int:
        """How much nobody has acknowledged."""
        return len(self._said)

    def acknowledge(self, said: Said) -> None:
        """It need not be told again."""
        if self._said and self._said[0] is said:
            self._said.popleft()

    def bring(self, message: Outbound) -> None:
        """A message reaches whom it is for, or fails as planned.

        Raises:
            HubError: as planned.
        """
        if self.faults:
            raise self.faults.popleft()
        self.brought.append(message)


@cache
def outside_of(account: str) -> Outside:
    """The outside of the account of this name, the same for as long as the process lives."""
    _ = account
    return Outside()
