"""What the hub offers to a channel: a place for bytes, a keyed digest, the time, where it was."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from contracts.channel import WebCall
from contracts.errors import HubError
from hub.accounts.calls import Calls
from hub.house import House
from hub.log.codec import Stored
from hub.log.inbounds import decode_inbound, subject_of
from hub.log.jetstream import message_at
from hub.log.streams import INBOUND
from hub.vault.channels import Account

log = structlog.get_logger()


@dataclass(frozen=True)
class AccountHost:
    """The `Host` of one account; `requests` is what comes to it from outside, if it is called."""

    house: House
    account: str
    connected_at: datetime
    cursor: str | None
    requests: Calls

    async def keep(self, raw: bytes) -> str:
        """Put bytes into the blob store, sealed; returns their address."""
        return await self.house.blobs.keep(raw)

    def calls(self) -> AsyncIterator[WebCall]:
        """The requests to this account; they end when it is closed."""
        return self.requests

    def digest(self, *parts: str | bytes) -> str:
        """A keyed digest of these parts."""
        return self.house.secret.digest(*parts)

    def now(self) -> datetime:
        """The time, in UTC."""
        return self.house.clock()


async def host_of(house: House, account: Account, requests: Calls | None = None) -> AccountHost:
    """The host; its cursor is that of the last inbound in the log.

    Where that cannot be read the channel begins anew: what it brings again is recognised. Without
    `requests` nobody can call it: an account that is not called, or that is only sent through.
    """
    subject = subject_of(account.channel, account.name)
    stored = await message_at(house.nc, INBOUND, {"last_by_subj": subject})
    cursor = _cursor(house, stored) if stored else None
    return AccountHost(house, account.name, account.connected_at, cursor, requests or Calls())


def _cursor(house: House, stored: Stored) -> str | None:
    try:
        return decode_inbound(stored, house.secret).inbound.cursor
    except (ValueError, HubError):
        log.warning("cursor.unreadable", inbound=stored.seq)
        return None
