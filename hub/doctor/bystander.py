"""The bystander: a channel's host for somebody who only asks whether it works."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

from contracts.channel import WebCall
from contracts.errors import Transient
from hub.accounts.calls import Calls
from hub.clock import Clock
from hub.log.sealing import Secret


@dataclass(frozen=True)
class Bystander:
    """The `Host` of an account that neither receives nor sends: it keeps nothing."""

    account: str
    connected_at: datetime
    secret: Secret
    clock: Clock
    cursor: str | None = None

    @property
    def takes_files(self) -> bool:
        """Nothing comes here, and no files either."""
        return False

    async def keep(self, raw: bytes) -> str:
        """Nothing is kept.

        Raises:
            Transient: always.
        """
        raise Transient(f"{len(raw)} bytes came where nothing is received")

    def calls(self) -> AsyncIterator[WebCall]:
        """Nobody calls."""
        return Calls()

    def digest(self, *parts: str | bytes) -> str:
        """A keyed digest of these parts."""
        return self.secret.digest(*parts)

    def now(self) -> datetime:
        """The time, in UTC."""
        return self.clock()
