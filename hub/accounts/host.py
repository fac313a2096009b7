"""What the hub offers to a channel: a place for bytes, a keyed digest, the time, where it was."""

from collections.abc import AsyncIterator
from dataclasses import dataclass
from datetime import datetime

import structlog

from contracts.channel import WebCall
from contracts.errors import HubError, Transient
from hub.accounts.calls import Calls
from hub.accounts.providers import providers
from hub.condition import Level
from hub.house import House
from hub.log.codec import Stored
from hub.log.inbounds import decode_inbound, subject_of
from hub.log.jetstream import message_at
from hub.log.streams import INBOUND
from hub.room.door import has_room_for_files, room_again
from hub.vault.channels import Account

log = structlog.get_logger()


@dataclass(frozen=True)
class AccountHost:
    """The `Host` of one account; `requests` is what comes to it from outside, if it is called.

    `waits`: what does not fit waits for room, since the provider keeps it; who is called answers.
    """

    house: House
    account: str
    connected_at: datetime
    cursor: str | None
    requests: Calls
    waits: bool = False

    @property
    def takes_files(self) -> bool:
        """Whether there is room for attachments."""
        return has_room_for_files(self.house.condition)

    async def keep(self, raw: bytes) -> str:
        """Put bytes into the blob store, sealed; returns their address.

        Raises:
            Transient: they cannot be kept now.
        """
        while self.waits:
            await room_again(self.house.condition)
            try:
                return await self.house.blobs.keep(raw)
            except Transient:
                if self.house.condition.level is not Level.FULL:
                    raise
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
    calls, waits = requests or Calls(), not _is_called(account)
    return AccountHost(house, account.name, account.connected_at, cursor, calls, waits)


def _is_called(account: Account) -> bool:
    provider = providers().get(account.channel)
    return provider is not None and provider.manifest.called


def _cursor(house: House, stored: Stored) -> str | None:
    try:
        return decode_inbound(stored, house.secret).inbound.cursor
    except (ValueError, HubError):
        log.warning("cursor.unreadable", inbound=stored.seq)
        return None
