"""The ring: the last facts of the log, in order, for everybody who is not far behind."""

from bisect import bisect_right
from collections.abc import Iterable
from operator import attrgetter

from hub.live.fact import Fact

_SEQ = attrgetter("seq")


class Ring:
    """Holds what came after `floor`, up to `top`; forgets the oldest beyond `most`."""

    def __init__(self, start: int, most: int = 10_000) -> None:
        self.floor = start
        self.top = start
        self._most = most
        self._facts: list[Fact] = []

    def add(self, facts: Iterable[Fact]) -> None:
        """These follow, in order. What is forgotten goes in large pieces: each moves the rest."""
        self._facts.extend(facts)
        if len(self._facts) > 2 * self._most:
            self.floor = self._facts[-self._most - 1].seq
            del self._facts[: -self._most]
        self.top = self._facts[-1].seq if self._facts else self.top

    def after(self, position: int, most: int) -> list[Fact] | None:
        """What follows this position, `most` at a time; None: it was forgotten, read the log."""
        if position < self.floor:
            return None
        first = bisect_right(self._facts, position, key=_SEQ)
        return self._facts[first : first + most]
