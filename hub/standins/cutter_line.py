"""One line through the cutter: two connections, joined, and how it ends."""

import asyncio
import socket
import struct
from asyncio import StreamReader, StreamWriter
from collections import Counter
from contextlib import suppress

from hub.standins.cutter_weather import Direction, Ending, Weather
from hub.standins.listener import CHUNK_BYTES

_AHEAD = 64
_Ahead = asyncio.Queue[tuple[float, bytes] | None]
"""What is under way: when it is due, and the bytes; None is the end."""

_AT_ONCE = struct.pack("ii", 1, 0)
"""SO_LINGER of socket(7): close by RST, with whatever is still on its way lost."""


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
        self.forgotten = False
        self.was_cut = False
        self.moving = asyncio.Event()
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

    def cut(self, how: Ending = "died") -> None:
        """Drop both ends at once."""
        self.was_cut = True
        self.moving.set()
        for _, writer in (self._client, self._server):
            if how == "reset":
                _linger_not(writer)
            writer.transport.abort()

    async def _pump(self, direction: Direction, reader: StreamReader, writer: StreamWriter) -> None:
        ahead: _Ahead = asyncio.Queue(_AHEAD)
        arriving = asyncio.ensure_future(self._arrive(reader, ahead))
        try:
            with suppress(ConnectionError):
                while not self.was_cut and (coming := await ahead.get()):
                    await self._pass_on(direction, *coming, writer)
            if self._unheard(direction) and not self.was_cut:
                await self._vanish()
        finally:
            arriving.cancel()

    async def _arrive(self, reader: StreamReader, ahead: _Ahead) -> None:
        """Read on while earlier bytes are under way: a long line is not a slow one."""
        with suppress(ConnectionError):
            while chunk := await reader.read(self._weather.most(CHUNK_BYTES)):
                due = asyncio.get_running_loop().time() + self._weather.late_seconds()
                await ahead.put((due, chunk))
        await ahead.put(None)

    def _unheard(self, direction: Direction) -> bool:
        return self.forgotten or direction in self._weather.swallowed

    async def _pass_on(
        self, direction: Direction, due: float, chunk: bytes, writer: StreamWriter
    ) -> None:
        now = asyncio.get_running_loop().time()
        if (pause := self._weather.passed_at(direction, len(chunk), max(due, now)) - now) > 0:
            await asyncio.sleep(pause)
        await self._held(direction)
        if self._unheard(direction):
            self.holed = True
            return
        passes = self._weather.passes(self._number, direction, chunk)
        writer.write(chunk[:passes])
        await writer.drain()
        self.passed[direction] += len(chunk) if passes is None else passes
        if passes is not None:
            self.cut()

    async def _held(self, direction: Direction) -> None:
        """Bytes that are held back are not lost: TCP sends them again once it can."""
        while direction in self._weather.held and not self.was_cut:
            self.moving.clear()
            await self.moving.wait()

    async def _vanish(self) -> None:
        """One side has closed, and the other is not told: wait to be cut."""
        self.holed = True
        await asyncio.get_running_loop().create_future()


def _linger_not(writer: StreamWriter) -> None:
    place = writer.get_extra_info("socket")
    if place is not None and place.family != socket.AF_UNIX:
        place.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _AT_ONCE)
