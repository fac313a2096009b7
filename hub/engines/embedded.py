"""Both engines of a one-machine hub, on one data folder, for as long as a `with` lasts."""

import asyncio
from contextlib import AsyncExitStack
from pathlib import Path
from types import TracebackType
from typing import Self

from hub.engines.engine import Listener
from hub.engines.folder import DataFolder
from hub.engines.lock import only_hub
from hub.engines.nats import NatsServer
from hub.engines.postgres import Postgres


class Engines:
    """A nats-server and a PostgreSQL, supervised until the block is left.

    Args:
        data: the folder that holds their stores, logs, ports and passwords; made if missing.
        on_change: told each engine's name and its new state.
    """

    def __init__(self, data: Path, on_change: Listener | None = None) -> None:
        self.data = data
        self._on_change = on_change
        self._exits = AsyncExitStack()

    async def __aenter__(self) -> Self:
        async with AsyncExitStack() as exits:
            exits.enter_context(only_hub(DataFolder(self.data).lock))
            self.nats = NatsServer(self.data, self._on_change)
            self.postgres = Postgres(self.data, self._on_change)
            exits.push_async_callback(self._stop)
            await asyncio.gather(self.nats.start(), self.postgres.start())
            self._exits = exits.pop_all()
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._exits.aclose()

    @property
    def nats_url(self) -> str:
        """Where clients of the log connect, user and password included."""
        return self.nats.url

    @property
    def nats_monitor_url(self) -> str:
        """Where the log's server tells about itself."""
        return self.nats.monitor_url

    def database_url(self, name: str) -> str:
        """The address of a database for SQLAlchemy."""
        return self.postgres.url(name)

    def database_dsn(self, name: str) -> str:
        """The address of a database for plain asyncpg."""
        return self.postgres.dsn(name)

    async def _stop(self) -> None:
        await asyncio.gather(self.nats.stop(), self.postgres.stop())
