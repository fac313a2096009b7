"""Preparing: the databases are made, checked and of this version before anybody works with them."""

import asyncio
import contextlib
from collections.abc import Sequence
from itertools import count

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Misconfigured
from hub.condition import Condition
from hub.faults import ENGINE_FAULTS, may_not
from hub.log.sealing import Secret
from hub.logs.faults import told
from hub.projector.prepare import prepare
from hub.projector.unbuilt import unbuilt
from hub.vault.schema import check_secret, ensure_vault
from projections.kit import Projection

_PAUSE_SECONDS = 0.5
_LOOKS_UNTOLD = 20

log = structlog.get_logger()


class Preparing:
    """Done once in a process, for as long as it takes: PostgreSQL may come later than we do."""

    def __init__(
        self,
        views: AsyncEngine,
        vault: AsyncEngine,
        secret: Secret,
        projections: Sequence[Projection],
        condition: Condition,
    ) -> None:
        self._views = views
        self._vault = vault
        self._secret = secret
        self._projections = projections
        self._condition = condition
        self._done = asyncio.Event()
        self._served = asyncio.Event()

    async def once(self) -> None:
        """Have vault and projections ready.

        Raises:
            Misconfigured: the vault belongs to another secret, or to a newer version.
            Transient, or another of ENGINE_FAULTS: PostgreSQL does not answer.
        """
        await ensure_vault(self._vault)
        await check_secret(self._vault, self._secret)
        await self.outdated()
        await self._look()
        self._condition.prepared = True
        self._done.set()

    async def _look(self) -> None:
        """Whether every view serves in this version: whoever builds them may be elsewhere."""
        async with self._views.connect() as connection:
            self._condition.unbuilt = await unbuilt(connection, self._projections)
        if not self._condition.unbuilt:
            self._served.set()

    async def insist(self) -> None:
        """The same, until it is done, and until every view serves.

        Raises:
            Misconfigured: as `once`; or PostgreSQL does not let us do it.
        """
        warned = False
        while not self._done.is_set():
            try:
                await self.once()
            except ENGINE_FAULTS as error:
                if may_not(error):
                    raise Misconfigured(
                        "PostgreSQL does not let the hub in, or not do what it has to.",
                        remedy="Correct the user and password of OMNIHUB_DATABASE_URL, and let "
                        "that user own the databases `views` and `vault`.",
                    ) from error
                if not warned:
                    log.warning("database.awaited", reason=told(error))
                warned = True
                await asyncio.sleep(_PAUSE_SECONDS)
        await self._until_served()

    async def _until_served(self) -> None:
        """Told every ten seconds: how long a build takes is the log's length."""
        for look in count():
            if self._served.is_set():
                return
            if look % _LOOKS_UNTOLD == 0:
                log.warning("views.awaited", reason=self._condition.unbuilt)
            await asyncio.sleep(_PAUSE_SECONDS)
            with contextlib.suppress(*ENGINE_FAULTS):
                await self._look()

    async def wait(self) -> None:
        """Until it is done."""
        await self._done.wait()

    async def served(self) -> None:
        """Until every view serves in this version as well."""
        await self._served.wait()

    async def outdated(self) -> list[Projection]:
        """The projections that have to be built: new ones, and those of another version."""
        return await prepare(self._views, self._projections)
