"""Fetching the file of a message: its bytes are kept, or there is a reason why they are not.

A file never costs the message that it came with, and holds up what is behind it no longer than its
limit. Where Telegram's files are slow, the limit of the next one is half as long.
"""

import asyncio

import structlog

from channels.telegram.attached import Attached, Fetched, Missing, unfetched
from channels.telegram.bot_api import BotApi
from channels.telegram.failures import TooLarge
from channels.telegram.library import GetFile
from channels.telegram.naming import file_name, media_type
from channels.telegram.reading import number, record
from contracts.channel import Host
from contracts.errors import HubError, Transient
from contracts.inbound import Attachment

_LOG = structlog.get_logger()
_SECONDS = 10.0
_BYTES_PER_SECOND = 1_000_000
_LEAST_PATIENCE = 1 / 8
_PAUSES = (0.2, 1.0)


class Files:
    """What comes with messages, one after the other: at most one is in memory.

    `patience` is which part of its limit the next one is given.
    """

    def __init__(self, api: BotApi, host: Host) -> None:
        self._api = api
        self._host = host
        self.patience = 1.0

    async def fetch(self, file: Attached) -> Fetched:
        """The file in the blob store, or why it is not there."""
        if file.file_id is None:
            return Missing(unfetched(file.word))
        if (file.size or 0) > file.most:
            return _too_large(file)
        if not self._host.takes_files:
            return self._missing(file, "There is no room for files.")
        try:
            return await self._in_time(file, file.file_id)
        except TooLarge:
            return _too_large(file)
        except HubError as error:
            return self._missing(file, str(error))

    async def _in_time(self, file: Attached, file_id: str) -> Fetched:
        seconds = self.patience * (_SECONDS + (file.size or file.most) / _BYTES_PER_SECOND)
        try:
            async with asyncio.timeout(seconds):
                kept = await self._kept(file, file_id)
        except TimeoutError:
            self.patience = max(self.patience / 2, _LEAST_PATIENCE)
            return self._missing(file, f"It did not come within {seconds:.0f} s.")
        self.patience = 1.0
        return kept

    async def _kept(self, file: Attached, file_id: str) -> Attachment:
        path, data = await self._bytes(file, file_id)
        return Attachment(
            name=file_name(file.name, word=file.word, path=path),
            media_type=media_type(data),
            size=len(data),
            blob=await self._host.keep(data),
        )

    async def _bytes(self, file: Attached, file_id: str) -> tuple[str, bytes]:
        for pause in _PAUSES:
            try:
                return await self._asked(file, file_id)
            except Transient as error:
                if self._api.closed:
                    raise
                await asyncio.sleep(max(pause, error.retry_after or 0))
        return await self._asked(file, file_id)

    async def _asked(self, file: Attached, file_id: str) -> tuple[str, bytes]:
        """Where it is, and its bytes: a path is good for an hour, a new one costs little."""
        told = record(await self._api.call(GetFile(file_id=file_id)))
        path = told.get("file_path")
        if not isinstance(path, str):
            raise Transient("Telegram does not say where it is.")
        data = await self._api.download(path, most=file.most)
        if len(data) < (number(told.get("file_size")) or 0):
            raise Transient("It came in part.")  # a proxy may hide that the line was cut
        return path, data

    def _missing(self, file: Attached, why: str) -> Missing:
        _LOG.warning("file.not_fetched", account=self._host.account, reason=why)
        return Missing(f"{unfetched(file.word)} {why}")


def _too_large(file: Attached) -> Missing:
    megabytes = file.most // (1024 * 1024)
    return Missing(f"The {file.word} is larger than {megabytes} MB and stays in Telegram.")
