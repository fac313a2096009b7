"""The channel's side of the parser process: starts it, asks it, replaces it when it dies."""

import asyncio
import json
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE, Process
from contextlib import suppress

from pydantic import ValidationError

from channels.email import frames
from channels.email.parse import caps
from channels.email.parse.parsed import Parsed
from contracts.errors import Transient

START_SECONDS = 30.0
PARSE_SECONDS = 5.0
CHUNK_BYTES = 1024 * 1024
LARGE_BYTES = 8 * CHUNK_BYTES
"""After a mail of this size the process is replaced: it keeps the memory it once had."""

TOO_COSTLY = "the mail took more time or memory than it may"
UNREAD = "the mail could not be read"
TOO_LARGE = f"the mail is larger than {caps.RAW_BYTES >> 20} MB"

# All that the parser may know of where it runs; no secret is among it.
_ENVIRONMENT = ("PATH", "PYTHONPATH", "PYTHONHOME", "LANG", "LC_ALL", "SYSTEMROOT")
_DEATHS = (EOFError, OSError, TimeoutError, ValueError, ValidationError)

Read = tuple[Parsed, bytes]


class Parser:
    """Reads mails, one at a time, in a process that is started when the first one comes."""

    def __init__(self, our_address: str) -> None:
        self._our_address = our_address
        self._process: Process | None = None
        self._lock = asyncio.Lock()

    async def read(self, raw: bytes) -> Read:
        """What the mail says, and the bytes of its HTML and files; never raises for bad input.

        Raises:
            Transient: the parser process cannot be started.
        """
        if len(raw) > caps.RAW_BYTES:
            return await self._headers(raw, TOO_LARGE)
        async with self._lock:
            with suppress(*_DEATHS):
                read = await self._ask({"our_address": self._our_address}, raw)
                if len(raw) > LARGE_BYTES:
                    await self._end()
                return read
        return await self._headers(raw, TOO_COSTLY)

    async def close(self) -> None:
        """End the process."""
        async with self._lock:
            await self._end()

    async def _headers(self, raw: bytes, reason: str) -> Read:
        request = {"our_address": self._our_address, "reason": reason}
        async with self._lock:
            with suppress(*_DEATHS):
                return await self._ask(request, raw[: caps.HEADER_BYTES])
        return Parsed(unreadable=UNREAD), b""

    async def _ask(self, request: dict[str, str], raw: bytes) -> Read:
        process = self._process or await self._start()
        try:
            async with asyncio.timeout(PARSE_SECONDS):
                return await _exchange(process, json.dumps(request).encode(), raw)
        except BaseException:
            # A process that was interrupted, by whatever, would give the next mail this answer.
            await self._end()
            raise

    async def _start(self) -> Process:
        try:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable,
                *("-P", "-m", "channels.email.worker"),
                stdin=PIPE,
                stdout=PIPE,
                stderr=DEVNULL,
                env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
                limit=CHUNK_BYTES,
                start_new_session=True,
            )
            async with asyncio.timeout(START_SECONDS):
                await _ready(self._process)
        except (EOFError, OSError, TimeoutError) as error:
            await self._end()
            raise Transient("The mail parser does not start.") from error
        return self._process

    async def _end(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()


async def _ready(process: Process) -> None:
    if process.stdout is None:
        raise EOFError
    await process.stdout.readexactly(len(frames.READY))


async def _exchange(process: Process, request: bytes, raw: bytes) -> Read:
    if process.stdin is None or process.stdout is None:
        raise EOFError
    process.stdin.write(frames.packed(request, raw))
    for start in range(0, len(raw), CHUNK_BYTES):
        process.stdin.write(raw[start : start + CHUNK_BYTES])
        await process.stdin.drain()
    said, data = frames.lengths(await process.stdout.readexactly(frames.LENGTHS.size))
    parsed = Parsed.model_validate_json(await process.stdout.readexactly(said))
    return parsed, await process.stdout.readexactly(data)
