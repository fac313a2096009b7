"""One line through the cutter, and the weather that it meets."""

import asyncio
import random
from asyncio import StreamReader, StreamWriter
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Literal

from hub.standins.listener import CHUNK_BYTES

Direction = Literal["to_client", "to_server"]


@dataclass(slots=True)
class PlannedCut:
    """Cut a line after so many bytes of one direction, until `left` lines were cut."""

    low: int
    high: int
    direction: Direction
    left: int | None
    budgets: dict[int, int] = field(default_factory=dict)


class Weather:
    """What every line meets just now."""

    def __init__(self, seed: int) -> None:
        self.delay_seconds = 0.0
        self.jitter_seconds = 0.0
        self.swallowed: frozenset[Direction] = frozenset()
        self.cuts: list[PlannedCut] = []
        self._chance = random.Random(seed)  # noqa: S311 - a repeatable lot, not a secret

    def pause_seconds(self) -> float:
        """How long to hold back the next chunk."""
        return self.delay_seconds + self._chance.uniform(0, self.jitter_seconds)

    def passes(self, number: int, direction: Direction, size: int) -> int | None:
        """How many of `size` bytes pass before this line is cut; None: all, and no cut."""
        for cut in self.cuts:
            if cut.direction == direction:
                budget = cut.budgets.pop(number, None)
                budget = self._chance.randint(cut.low, cut.high) if budget is None else budget
                if budget <= size:
                    self._use(cut)
                    return budget
                cut.budgets[number] = budget - size
        return None

    def _use(self, cut: PlannedCut) -> None:
        if cut.left is not None:
            cut.left -= 1
            if cut.left <= 0:
                self.cuts.remove(cut)


class Passage:
    """Two connections, joined: what comes in at one end goes out at the other."""

    def __init__(
        self,
        number: int,
        client: tuple[StreamReader, StreamWriter],
        server: tuple[StreamReader, StreamWriter],
        weather: Weather,
    ) -> None:
        self.passed: Counter[Direction] = Counter()
        self.holed = False
        self.was_cut = False
        self._number = number
        self._client = client
        self._server = server
        self._weather = weather
        for _, writer in (client, server):
            # Drained means sent: a cut after N bytes must not swallow some of the N.
            writer.transport.set_write_buffer_limits(0)

    async def run(self) -> None:
        """Pass bytes on until one side closes or the line is cut."""
        pumps = [
            asyncio.ensure_future(self._pump("to_server", self._client[0], self._server[1])),
            asyncio.ensure_future(self._pump("to_client", self._server[0], self._client[1])),
        ]
        try:
            await asyncio.wait(pumps, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for pump in pumps:
                pump.cancel()
            await asyncio.gather(*pumps, return_exceptions=True)
            self._server[1].close()

    def cut(self) -> None:
        """Drop both ends at once."""
        self.was_cut = True
        self._client[1].transport.abort()
        self._server[1].transport.abort()

    async def _pump(self, direction: Direction, reader: StreamReader, writer: StreamWriter) -> None:
        with suppress(ConnectionError):
            while not self.was_cut and (chunk := await reader.read(CHUNK_BYTES)):
                await self._pass_on(direction, chunk, writer)
            if direction in self._weather.swallowed and not self.was_cut:
                await self._vanish()

    async def _pass_on(self, direction: Direction, chunk: bytes, writer: StreamWriter) -> None:
        if pause := self._weather.pause_seconds():
            await asyncio.sleep(pause)
        if direction in self._weather.swallowed:
            self.holed = True
            return
        passes = self._weather.passes(self._number, direction, len(chunk))
        writer.write(chunk[:passes])
        await writer.drain()
        self.passed[direction] += len(chunk) if passes is None else passes
        if passes is not None:
            self.cut()

    async def _vanish(self) -> None:
        """One side has closed, and the other is not told: wait to be cut."""
        self.holed = True
        await asyncio.get_running_loop().create_future()
