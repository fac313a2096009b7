"""When a message can be seen in the inbox: asked whenever something was projected."""

import asyncio
import contextlib
import time
from collections import defaultdict
from collections.abc import AsyncIterator

import asyncpg

from contracts.ids import ConversationId
from hub.projector.progress import CHANNEL


class Seen:
    """Looks into the inbox whenever something was projected, for conversations that it expects."""

    def __init__(self, dsn: str) -> None:
        self._dsn = dsn
        self._expected = defaultdict[ConversationId, list[float]](list)
        self._messages: dict[ConversationId, int] = {}
        self._moved = asyncio.Event()
        self._empty = asyncio.Event()
        self.seconds: list[float] = []

    def expect(self, conversation_id: ConversationId) -> None:
        """A message for this conversation sets out now."""
        self._expected[conversation_id].append(time.perf_counter())

    async def all(self) -> None:
        """Return when nothing is outstanding."""
        while self._expected:
            self._empty.clear()
            await self._empty.wait()

    @contextlib.asynccontextmanager
    async def watching(self) -> AsyncIterator[None]:
        """Look, for as long as this lasts."""
        connection = await asyncpg.connect(self._dsn)
        await connection.add_listener(CHANNEL, lambda *_: self._moved.set())
        task = asyncio.create_task(self._look(connection))
        try:
            yield
        finally:
            task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await task
            await connection.close()

    async def _look(self, connection: "asyncpg.Connection[asyncpg.Record]") -> None:
        while True:
            await self._moved.wait()
            self._moved.clear()
            rows = await connection.fetch(
                "SELECT conversation_id, messages FROM inbox WHERE conversation_id = ANY($1)",
                list(self._expected),
            )
            now = time.perf_counter()
            for row in rows:
                self._arrived(ConversationId(row["conversation_id"]), row["messages"], now)
            if not self._expected:
                self._empty.set()

    def _arrived(self, id_: ConversationId, messages: int, now: float) -> None:
        """Its messages arrive in order: so many more are there than before."""
        waiting = self._expected[id_]
        for _ in range(messages - self._messages.get(id_, 0)):
            self.seconds.append(now - waiting.pop(0))
        self._messages[id_] = messages
        if not waiting:
            del self._expected[id_]
