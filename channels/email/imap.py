r"""A folder of an IMAP server, read and never changed: opened by EXAMINE, mail taken by PEEK.

So no mail is ever marked `\Seen`: what people see in their mail program is not our cursor.
"""

import re
from collections.abc import Awaitable, Sequence
from contextlib import suppress
from typing import Any

from aioimaplib import STOP_WAIT_SERVER_PUSH

from channels.email import imap_answers
from channels.email.folder import quoted, wire_name
from channels.email.imap_answers import Lines, Listed
from channels.email.imap_line import READ_SECONDS, Line
from channels.email.settings import EmailSettings
from contracts.channel import Host
from contracts.errors import Misconfigured, Transient

CHUNK_BYTES = 256 * 1024
MOST_BYTES = 100 * 1024 * 1024
"""Of a mail larger than this, only the beginning is taken."""

_LOGOUT_SECONDS = 2.0
_NOT_NOW = re.compile(
    rb"\[(?:UNAVAILABLE|INUSE|LIMIT|SERVERBUG)\]|too many|try again|temporar|throttl|rate limit"
    rb"|internal error",
    re.IGNORECASE,
)


class Folder:
    """An open folder. Every method raises `Transient` once the connection is lost."""

    def __init__(self, line: Line, uidvalidity: int, host: Host) -> None:
        self.uidvalidity = uidvalidity
        self._line = line
        self._client = line.client
        self._host = host

    @staticmethod
    async def open(settings: EmailSettings, host: Host) -> "Folder":
        """Log in and open the folder of the settings.

        Raises:
            Misconfigured: the server refuses the login, or has no such folder.
            Transient: the server cannot be reached, or wants patience.
        """
        line = await Line.open(settings)
        try:
            await _log_in(line, settings)
            return Folder(line, await _examine(line, settings.folder), host)
        except BaseException:
            line.cut()
            raise

    async def beyond(self, uid: int) -> list[int]:
        """The UIDs above this one, in order."""
        lines = await self._command(self._client.uid_search(f"UID {uid + 1}:*", charset=None))
        # `*` is the last mail even when there is none above: RFC 3501, 6.4.8.
        return [found for found in imap_answers.uids(lines) if found > uid]

    async def describe(self, uids: Sequence[int]) -> list[Listed]:
        """Size and time of arrival of those of these mails that are still there, in order."""
        numbers = ",".join(map(str, uids))
        asked = self._client.uid("fetch", numbers, "(UID INTERNALDATE RFC822.SIZE)")
        return imap_answers.listed(await self._command(asked), self._host.now())

    async def raw(self, uid: int) -> bytes | None:
        """The mail, byte for byte, or None if it is gone. The size the server tells may be off."""
        data = bytearray()
        while len(data) < MOST_BYTES:
            part = f"(UID BODY.PEEK[]<{len(data)}.{CHUNK_BYTES}>)"
            lines = await self._command(self._client.uid("fetch", str(uid), part))
            chunk = imap_answers.body(lines, uid)
            if chunk is None:
                return None
            data += chunk
            if len(chunk) < CHUNK_BYTES:
                break
        return bytes(data)

    async def news(self, seconds: float) -> None:
        """Return when the server tells of new mail, and after so many seconds anyway."""
        if self._client.has_capability("IDLE"):
            await self._idle(seconds)
        else:
            await self._line.rest(seconds)
        await self._command(self._client.noop())

    async def close(self) -> None:
        """Log out, if there is somebody to hear it, and end the connection."""
        with suppress(Transient):
            await self._line.within(self._client.logout(), _LOGOUT_SECONDS)
        self._line.cut()

    def cut(self) -> None:
        """End the connection at once."""
        self._line.cut()

    async def _idle(self, seconds: float) -> None:
        idle = await self._line.within(self._client.idle_start(seconds), READ_SECONDS)
        with suppress(TimeoutError):
            while not idle.done():
                push = await self._line.race(self._client.wait_server_push(seconds), seconds)
                if push == STOP_WAIT_SERVER_PUSH or any(b"EXISTS" in line for line in push):
                    break
        if not idle.done():
            self._client.idle_done()
            await self._line.within(idle, READ_SECONDS)

    async def _command(self, asked: Awaitable[Any]) -> Lines:
        return _granted(await self._line.within(asked, READ_SECONDS))


async def _log_in(line: Line, settings: EmailSettings) -> None:
    client = line.client
    password = settings.password.get_secret_value()
    response = await line.within(client.login(quoted(settings.user), password), READ_SECONDS)
    if response.result != "OK":
        _refuse_if_not_now(response.lines)
        raise Misconfigured(
            "The mail server refuses the login name or the password.",
            remedy="Check both; many providers want a password made for apps, "
            "and IMAP switched on in the mailbox's own settings.",
        )
    await line.within(client.protocol.capability(), READ_SECONDS)


async def _examine(line: Line, folder: str) -> int:
    client = line.client
    response = await line.within(client.examine(wire_name(folder)), READ_SECONDS)
    if response.result != "OK":
        _refuse_if_not_now(response.lines)
        raise Misconfigured(
            "The mailbox has no such folder, or it cannot be opened.",
            remedy="Check the folder's name.",
        )
    # aioimaplib allows FETCH after SELECT only; EXAMINE is the same without the right to write.
    client.protocol.state = "SELECTED"
    found = imap_answers.uidvalidity(response.lines)
    if found is None:
        raise Misconfigured(
            "The mail server gives its folders no UIDVALIDITY.",
            remedy="Read this mailbox through another server.",
        )
    return found


def _granted(response: Any) -> Lines:
    if response.result != "OK":
        raise Transient("The mail server refused a command.")
    lines: Lines = response.lines
    return lines


def _refuse_if_not_now(lines: Lines) -> None:
    if _NOT_NOW.search(b" ".join(bytes(line) for line in lines)):
        raise Transient("The mail server asks for patience.", retry_after=60.0)
