"""Preparing: the databases are made, checked and of this version before anybody works with them."""

import asyncio
from collections.abc import Sequence

import structlog
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.errors import Misconfigured
from hub.condition import Condition
from hub.faults import ENGINE_FAULTS, may_not
from hub.log.sealing import Secret
from hub.logs.faults import told
from hub.projector.prepare import prepare
from hub.vault.schema import check_secret, ensure_vault
from projections.kit import Projection

_PAUSE_SECONDS = 0.5

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

    async def once(self) -> None:
        """Have vault and projections ready.

        Raises:
            Misconfigured: the vault belongs to another secret, or to a newer version.
            Transient, or another of ENGINE_FAULTS: PostgreSQL does not answer.
        """
        await ensure_vault(self._vault)
        await check_secret(self._vault, self._secret)
        await self.outdated()
        self._condition.prepared = True
        self._done.set()

    async def insist(self) -> None:
        """The same, until it is done.

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

    async def wait(self) -> None:
        """Until it is done."""
        await self._done.wait()

    async def outdated(self) -> list[Projection]:
        """The projections whose live build is of another version than the code's."""
        return await prepare(self._views, self._projections)
