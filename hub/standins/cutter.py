"""A bad line on purpose: a TCP proxy that delays, holds back, cuts, swallows, forgets, refuses.

What TCP never does it does not do either: no byte comes twice, none is left out of a line that
goes on. What comes twice in the real world is a delivery whose answer was lost: `lose_answers`.
"""

import asyncio
from asyncio import StreamReader, StreamWriter
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Literal, Self

from hub.standins.cutter_line import Passage
from hub.standins.cutter_weather import Direction, Ending, PlannedCut, PlannedLoss, Weather
from hub.standins.ledger import Ledger
from hub.standins.listener import HOST, Listener

BOTH: tuple[Direction, Direction] = ("to_client", "to_server")


@dataclass(frozen=True, slots=True)
class Line:
    """One connection through the cutter; byte counts are of what was passed on."""

    number: int
    to_client: int = 0
    to_server: int = 0
    ended: Literal["", "closed", "cut"] = ""


class Cutter:
    """Stands before a server; clients connect to `host` and `port` instead of the server's.

    Every setting works at once, on open lines too. With the same seed, the same traffic meets
    the same delays and cuts.

    Args:
        target_host: Where the server is; a path is that of its unix socket.
        target_port: The same; a unix socket has none.
        seed: Of all that is drawn by lot.
    """

    def __init__(self, target_host: str, target_port: int = 0, *, seed: int = 0) -> None:
        self.lines: Ledger[Line] = Ledger()
        self.target = (target_host, target_port)
        self._weather = Weather(seed)
        self._open: dict[int, Passage] = {}
        self._listener = Listener(self._serve)

    async def __aenter__(self) -> Self:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen: on a free port the first time, on the same one ever after."""
        await self._listener.start()

    async def stop(self) -> None:
        """Cut every line and close the port."""
        await self._listener.stop()

    @property
    def host(self) -> str:
        """The loopback."""
        return HOST

    @property
    def port(self) -> int:
        """Where clients connect; 0 before the first start."""
        return self._listener.port

    def delay(self, seconds: float, jitter_seconds: float = 0.0) -> None:
        """Every chunk is so long under way, and by lot up to `jitter_seconds` longer, in order."""
        self._weather.delay_seconds = seconds
        self._weather.jitter_seconds = jitter_seconds

    def cut_after(
        self, count: int, direction: Direction = "to_client", *, times: int | None = 1
    ) -> None:
        """Cut a line once exactly `count` more bytes have passed on it in one direction.

        Each line counts for itself, from now or from its beginning. After `times` cuts it is
        over; None goes on until `heal`.
        """
        self.cut_within(count, count, direction, times=times)

    def cut_within(
        self, low: int, high: int, direction: Direction = "to_client", *, times: int | None = 1
    ) -> None:
        """The same, but each line draws its count by lot, `low` and `high` included."""
        self._weather.cuts.append(PlannedCut(low, high, direction, times))

    def cut_now(self, how: Ending = "died") -> None:
        """Cut every open line."""
        for passage in tuple(self._open.values()):
            passage.cut(how)

    def lose_answers(self, times: int | None = 1, mark: bytes = b"") -> None:
        """Lose the next `times` answers that hold `mark`, each with its line.

        The server has done what it was asked for, and the client cannot know: it asks again.
        Without a mark, whatever the server says next is an answer. None goes on until `heal`.
        """
        self._weather.losses.append(PlannedLoss(mark, times))

    def throttle(self, bytes_per_second: int | None) -> None:
        """So many bytes a second each way, for all lines together; None: as fast as it goes."""
        self._weather.bytes_per_second = bytes_per_second

    def hold(self, *directions: Direction) -> None:
        """Nothing gets through (without directions: neither way) until `heal`; then all of it."""
        self._weather.held = frozenset(directions or BOTH)

    def swallow(self, *directions: Direction) -> None:
        """Half-open: lines stay up, and nothing gets through (without directions: neither way)."""
        self._weather.swallowed = frozenset(directions or BOTH)

    def forget(self) -> None:
        """Every open line is silent for ever, also once healed; new ones are good.

        As when a router between forgets its table: neither side is told of anything.
        """
        for passage in self._open.values():
            passage.forgotten = True

    def refuse(self) -> None:
        """Turn newcomers away at the door; open lines go on."""
        self._listener.refuse()

    async def heal(self) -> None:
        """A good line again. Lines that lost bytes are cut: TCP knows no holes."""
        self._weather.clear()
        for passage in tuple(self._open.values()):
            passage.moving.set()
            if passage.holed and not passage.forgotten:
                passage.cut()
        await self._listener.start()

    async def wait_for(self, predicate: Callable[[], bool], seconds: float = 60.0) -> None:
        """Return as soon as the predicate holds; it is asked when a line opens or ends.

        Raises:
            TimeoutError: it did not hold within `seconds`.
        """
        await self.lines.wait_for(predicate, seconds)

    async def _serve(self, reader: StreamReader, writer: StreamWriter) -> None:
        server = await self._connect()
        line = Line(len(self.lines))
        passage = Passage(line.number, (reader, writer), server, self._weather)
        self._open[line.number] = passage
        await self.lines.record(line)
        try:
            await passage.run()
        finally:
            del self._open[line.number]
            await self.lines.amend(line.number, _ended(line, passage))

    async def _connect(self) -> tuple[StreamReader, StreamWriter]:
        host, port = self.target
        if host.startswith("/"):
            return await asyncio.open_unix_connection(host)
        return await asyncio.open_connection(host, port)


def _ended(line: Line, passage: Passage) -> Line:
    return replace(
        line,
        to_client=passage.passed["to_client"],
        to_server=passage.passed["to_server"],
        ended="cut" if passage.was_cut else "closed",
    )
