"""E-mail: a mailbox that is read by IMAP, and answered from by SMTP."""

import asyncio
from collections.abc import AsyncGenerator

from channels.email import smtp
from channels.email.compose import compose
from channels.email.cursor import Cursor
from channels.email.fingerprint import provider_id
from channels.email.imap import Folder
from channels.email.imap_answers import Listed
from channels.email.parse.parsed import Parsed
from channels.email.parser import Parser
from channels.email.settings import EmailSettings
from channels.email.token import mid_digest, signed_id
from channels.email.translate import Kept, inbound
from contracts.channel import Health, Host, Outbound, Receipt, State
from contracts.errors import Misconfigured, Transient
from contracts.inbound import Inbound

DESCRIBED_AT_ONCE = 100

WORDS_BYTES = 128 * 1024
"""What a mail without attachments rarely exceeds: larger ones wait where room is left for words."""

_LOOK_SECONDS = 1.0


class EmailChannel:
    """An open mailbox."""

    def __init__(self, settings: EmailSettings, host: Host) -> None:
        self._settings = settings
        self._host = host
        self._parser = Parser(settings.address)
        self._folder: Folder | None = None
        self._is_closed = False

    async def receive(self) -> AsyncGenerator[Inbound]:
        """Every mail of the folder from the cursor on, in order of UID, then those that come.

        While there is no room for files a large mail waits at the server, and those behind it.
        """
        try:
            folder = self._folder = await Folder.open(self._settings, self._host)
            cursor = Cursor.of(folder.uidvalidity, self._host.cursor)
            while not self._is_closed:
                uids = (await folder.beyond(cursor.uid))[:DESCRIBED_AT_ONCE]
                if not uids:
                    await folder.news(self._settings.poll_seconds)
                    continue
                for mail in await folder.describe(uids):
                    await self._room_for(mail)
                    raw = await folder.raw(mail.uid)
                    if raw is not None:
                        yield await self._inbound(raw, mail, Cursor(folder.uidvalidity, mail.uid))
                cursor = Cursor(folder.uidvalidity, uids[-1])
        except Transient:
            if not self._is_closed:
                raise
        finally:
            self._leave()

    async def send(self, message: Outbound) -> Receipt:
        """Hand the message in as a mail that is signed by its Message-ID."""
        message_id = signed_id(self._host, message.id, self._settings.domain)
        mail = compose(message, self._settings, message_id, self._host.now())
        await smtp.hand_in(mail, self._settings, automatic=message.automatic)
        return Receipt(provider_id=message_id, own=mid_digest(self._host, message_id))

    async def health(self) -> Health:
        """Log in to both servers and open the folder."""
        try:
            await (await Folder.open(self._settings, self._host)).close()
            async with smtp.session(self._settings):
                pass
        except Misconfigured as error:
            return Health(state=State.DOWN, message=error.message, remedy=error.remedy)
        except Transient as error:
            return Health(state=State.DOWN, message=str(error))
        return Health(state=State.UP, message="Both servers let us in.")

    async def close(self) -> None:
        """End the connection and the parser; `receive` ends."""
        self._is_closed = True
        self._leave()
        await self._parser.close()

    async def _room_for(self, mail: Listed) -> None:
        while mail.size > WORDS_BYTES and not (self._host.takes_files or self._is_closed):  # noqa: ASYNC110 - nobody tells of room
            await asyncio.sleep(_LOOK_SECONDS)

    async def _inbound(self, raw: bytes, mail: Listed, cursor: Cursor) -> Inbound:
        address = await self._host.keep(raw)  # first of all: whatever comes, the mail is kept
        parsed, data = await self._parser.read(raw)
        return inbound(
            parsed,
            await self._kept(address, parsed, data),
            self._host,
            provider_id=provider_id(self._host, raw),
            arrived_at=mail.arrived_at,
            cursor=str(cursor),
        )

    async def _kept(self, raw: str, parsed: Parsed, data: bytes) -> Kept:
        start = parsed.html_size or 0
        html = None if parsed.html_size is None else await self._host.keep(data[:start])
        files: list[str] = []
        for file in parsed.files:
            files.append(await self._host.keep(data[start : start + file.size]))
            start += file.size
        return Kept(raw, html, files)

    def _leave(self) -> None:
        if self._folder is not None:
            self._folder.cut()
