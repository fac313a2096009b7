"""The queue of updates behind getUpdates: what is confirmed, what waits, who polls."""

import asyncio
from collections.abc import Sequence
from typing import Any

Update = dict[str, Any]

FIRST_UPDATE_ID = 1000
MOST_PER_ANSWER = 100
# Telegram sends these only to a bot that names them (core.telegram.org/bots/api#getupdates).
ONLY_IF_NAMED = frozenset({"chat_member", "message_reaction", "message_reaction_count"})


class Terminated(Exception):
    """Another getUpdates of the same bot has ended this one."""


class Updates:
    """The updates of one bot, kept until the bot confirms them by asking beyond."""

    def __init__(self) -> None:
        self._queue: list[Update] = []
        self._next_id = FIRST_UPDATE_ID
        self._allowed: frozenset[str] = frozenset()
        self._poll: asyncio.Future[None] | None = None

    @property
    def unconfirmed(self) -> list[Update]:
        """Those that a poll would still be given, oldest first."""
        return list(self._queue)

    def add(self, update: Update) -> Update:
        """Queue an update and wake the poll; one without an `update_id` is given the next.

        As at Telegram, an update of a type the bot has not allowed never reaches the queue.
        """
        numbered = {"update_id": self._next_id, **update}
        self._next_id = max(self._next_id, numbered["update_id"] + 1)
        if self._is_allowed(numbered):
            self._queue.append(numbered)
            self._wake()
        return numbered

    async def get(
        self, offset: int | None, limit: int, seconds: float, allowed: Sequence[str] | None
    ) -> list[Update]:
        """Answer at once if something waits, else when something comes, at most `seconds` later.

        Raises:
            Terminated: somebody else began to poll meanwhile.
        """
        self._end_poll()
        self._confirm(offset)
        if allowed is not None:
            self._allowed = frozenset(allowed)
        if not self._queue and seconds > 0:
            await self._arrival(seconds)
        return self._queue[: max(1, min(limit, MOST_PER_ANSWER))]

    def drop(self) -> None:
        """Forget all that waits."""
        self._queue.clear()

    def _is_allowed(self, update: Update) -> bool:
        kinds = update.keys() - {"update_id"}
        return kinds <= self._allowed if self._allowed else not kinds & ONLY_IF_NAMED

    def _wake(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_result(None)

    def _end_poll(self) -> None:
        if self._poll and not self._poll.done():
            self._poll.set_exception(Terminated)

    def _confirm(self, offset: int | None) -> None:
        if offset is None:
            return
        if offset < 0:
            self._queue = self._queue[offset:]
        else:
            self._queue = [update for update in self._queue if update["update_id"] >= offset]

    async def _arrival(self, seconds: float) -> None:
        poll = self._poll = asyncio.get_running_loop().create_future()
        try:
            await asyncio.wait({poll}, timeout=seconds)
        finally:
            if self._poll is poll:
                self._poll = None
        if poll.done():
            poll.result()
