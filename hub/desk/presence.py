"""Presence: who has which conversation before them now, told between the API's processes.

It is worth nothing a minute later, so it is on no log and in no database: each process remembers
what it hears for half a minute. A message that is lost costs one beat of a console.
"""

import asyncio
import contextlib
from collections import deque
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

import nats.errors
from nats.aio.msg import Msg
from pydantic import TypeAdapter, ValidationError

from hub.house import House

SUBJECT = "omnihub.presence"
_LASTS = timedelta(seconds=30)
_MOST = 10_000
_MOST_EACH = 20
"""Conversations that one employee may have open: more windows push out the oldest."""


class Attention(StrEnum):
    """What somebody does with a conversation."""

    VIEWING = "viewing"
    REPLYING = "replying"
    AWAY = "away"


@dataclass(frozen=True, slots=True)
class Seen:
    """Somebody looks at a conversation, answers it, or has left it."""

    conversation_id: UUID
    employee_id: UUID
    state: Attention


_SEEN: TypeAdapter[Seen] = TypeAdapter(Seen)
_Key = tuple[UUID, UUID]


class Presence:
    """What this process has heard. Nothing in it says who may know: that is asked when it is told.

    At most 10,000 conversations are remembered, and as many changes for who tells them on.
    """

    def __init__(self, house: House) -> None:
        self._house = house
        self._there: dict[_Key, tuple[Attention, datetime]] = {}
        self._changes: deque[Seen] = deque(maxlen=_MOST)
        self._changed = asyncio.Event()
        self._listening = False

    async def listen(self) -> None:
        """Hear the other processes from now on, until the connection is closed."""
        if not self._listening:
            self._listening = True
            await self._house.nc.subscribe(SUBJECT, cb=self._hear)

    async def say(self, seen: Seen) -> None:
        """Remember it, and tell the others as well as can be."""
        self._take(seen)
        with contextlib.suppress(nats.errors.Error):
            await self._house.nc.publish(SUBJECT, _SEEN.dump_json(seen))

    def now(self) -> list[Seen]:
        """Everybody who has something open."""
        self._lapse()
        return [Seen(talk, who, state) for (talk, who), (state, _) in self._there.items()]

    async def changes(self, seconds: float) -> Collection[Seen]:
        """What has changed since the last call, by its last state; after so long, nothing."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._changed.wait()
        self._lapse()
        last = {(one.conversation_id, one.employee_id): one for one in self._changes}
        self._changes.clear()
        self._changed.clear()
        return last.values()

    async def _hear(self, message: Msg) -> None:
        with contextlib.suppress(ValidationError):
            self._take(_SEEN.validate_json(message.data))

    def _take(self, seen: Seen) -> None:
        key = (seen.conversation_id, seen.employee_id)
        before = self._there.pop(key, None)
        if seen.state is not Attention.AWAY:
            self._make_room(seen.employee_id)
            self._there[key] = (seen.state, self._house.clock() + _LASTS)
        if seen.state is not (before[0] if before else Attention.AWAY):
            self._change(seen)

    def _make_room(self, employee: UUID) -> None:
        """The dictionary's order is that of the last words: the oldest stand first."""
        theirs = [key for key in self._there if key[1] == employee]
        if len(theirs) >= _MOST_EACH:
            self._leave(theirs[0])
        if len(self._there) >= _MOST:
            self._leave(next(iter(self._there)))

    def _lapse(self) -> None:
        """Whoever was not heard of for half a minute is not there."""
        now = self._house.clock()
        for key in [key for key, (_, until) in self._there.items() if until <= now]:
            self._leave(key)

    def _leave(self, key: _Key) -> None:
        del self._there[key]
        self._change(Seen(*key, Attention.AWAY))

    def _change(self, seen: Seen) -> None:
        self._changes.append(seen)
        self._changed.set()
