"""The updates that wait at Telegram: asking for them, and confirming by asking beyond them."""

import asyncio
from collections.abc import Sequence
from contextlib import suppress
from typing import Any

from channels.telegram import translate
from channels.telegram.bot_api import BotApi
from channels.telegram.library import GetUpdates, UpdateType
from channels.telegram.reading import dumps
from contracts.crash import crash_point
from contracts.errors import Transient

_GRACE_SECONDS = 15
_PAUSE_SECONDS = 1.0


class Polling:
    """Long polls, one after the other, from a cursor on."""

    def __init__(self, api: BotApi, seconds: int, cursor: str | None) -> None:
        self._api = api
        self._seconds = seconds
        self._offset = _beyond(cursor)
        self._confirming = False
        self._unnumbered: set[bytes] = set()
        self._closing = asyncio.Event()

    @property
    def closed(self) -> bool:
        """Nothing is asked any more."""
        return self._closing.is_set()

    def close(self) -> None:
        """End the poll that is under way."""
        self._closing.set()

    async def updates(self) -> Sequence[Any]:
        """What the next poll brings, but for what nobody can confirm and was confirmed here.

        Raises:
            HubError: as `failures` says.
        """
        updates = await self._poll()
        fresh = [update for update in updates if not self._is_stuck(update)]
        if updates and not fresh:
            with suppress(TimeoutError):
                await asyncio.wait_for(self._closing.wait(), _PAUSE_SECONDS)
        return fresh

    def confirm(self, update: object) -> None:
        """Let the next poll ask beyond this one, also where Telegram has begun to count anew."""
        update_id = translate.update_id(update)
        if update_id is None:
            self._unnumbered.add(dumps(update))
        else:
            self._offset, self._confirming = update_id + 1, True

    def _is_stuck(self, update: object) -> bool:
        return translate.update_id(update) is None and dumps(update) in self._unnumbered

    async def _poll(self) -> Sequence[Any]:
        asking = asyncio.create_task(self._ask())
        closing = asyncio.create_task(self._closing.wait())
        try:
            await asyncio.wait({asking, closing}, return_when=asyncio.FIRST_COMPLETED)
            return () if self.closed else asking.result()
        finally:
            asking.cancel()
            closing.cancel()
            await asyncio.gather(asking, closing, return_exceptions=True)

    async def _ask(self) -> Sequence[Any]:
        method = GetUpdates(
            offset=self._offset, timeout=self._seconds, allowed_updates=list(UpdateType)
        )
        updates = await self._api.call(method, seconds=self._seconds + _GRACE_SECONDS)
        if not isinstance(updates, list):
            raise Transient("Telegram's updates are no list.")
        if self._confirming:
            self._confirming = False
            crash_point("channel.after_acknowledge")
        return updates


def _beyond(cursor: str | None) -> int | None:
    return int(cursor) + 1 if cursor and cursor.isascii() and cursor.isdigit() else None
