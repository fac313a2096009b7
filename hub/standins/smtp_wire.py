"""The line of one SMTP session: lines, the bytes of a mail, and the ways to lose it."""

from asyncio import StreamReader, StreamWriter

from hub.standins.listener import CHUNK_BYTES

END_OF_LINE = b"\r\n"
END_OF_MAIL = b"\r\n.\r\n"
LINE_BYTES = 4096


class Gone(Exception):
    """The session is over, whoever ended it."""


class Wire:
    """Reads what the client says and writes what it is told."""

    def __init__(self, reader: StreamReader, writer: StreamWriter) -> None:
        self._reader = reader
        self._writer = writer
        self._buffer = bytearray()

    async def line(self) -> str:
        """The next line, without its end. Bytes that are no UTF-8 survive as surrogates."""
        line = await self._until(END_OF_LINE, LINE_BYTES)
        return line[: -len(END_OF_LINE)].decode("utf-8", "surrogateescape")

    async def mail(self) -> bytes:
        """The mail up to its final dot, exactly as the sender had it before stuffing dots."""
        # The line break of DATA belongs to the end mark when the mail is empty: put it back.
        self._buffer[:0] = END_OF_LINE
        stuffed = await self._until(END_OF_MAIL)
        kept = stuffed[: -len(END_OF_MAIL) + len(END_OF_LINE)]
        return kept.replace(b"\r\n.", END_OF_LINE)[len(END_OF_LINE) :]

    async def swallow(self, count: int) -> None:
        """Read this many bytes, or what comes before the client leaves."""
        while len(self._buffer) < count:
            await self._more()

    async def say(self, text: str) -> None:
        """Send one reply."""
        self._writer.write(text.encode("utf-8", "surrogateescape") + END_OF_LINE)
        await self._writer.drain()

    async def silence(self) -> None:
        """Say nothing until the client leaves."""
        while True:
            await self._more()
            self._buffer.clear()

    def cut(self) -> None:
        """Drop the line at once."""
        self._writer.transport.abort()

    async def _until(self, mark: bytes, limit: int | None = None) -> bytes:
        start = 0
        while (found := self._buffer.find(mark, start)) < 0:
            if limit and len(self._buffer) > limit:
                raise Gone
            start = max(0, len(self._buffer) - len(mark) + 1)
            await self._more()
        end = found + len(mark)
        taken = bytes(self._buffer[:end])
        del self._buffer[:end]
        return taken

    async def _more(self) -> None:
        chunk = await self._reader.read(CHUNK_BYTES)
        if not chunk:
            raise Gone
        self._buffer += chunk
