"""A host in memory: what a channel asks of the hub, for as long as a test lasts."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from contracts.channel import WebCall
from hub.accounts.calls import Calls
from hub.clock import now

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass
class MemoryHost:
    """`contracts.channel.Host`; `key` is what its digests are made with."""

    account: str
    cursor: str | None
    key: bytes
    blobs: dict[str, bytes]
    requests: Calls = field(default_factory=Calls)
    connected_at: datetime = LONG_AGO
    takes_files: bool = True

    async def keep(self, raw: bytes) -> str:
        """Keep bytes; returns their address."""
        address = self.digest("blob", raw)
        self.blobs[address] = raw
        return address

    def calls(self) -> AsyncIterator[WebCall]:
        """The requests to this account; they end when it is closed."""
        return self.requests

    def digest(self, *parts: str | bytes) -> str:
        """A keyed digest of these parts: 32 hexadecimal digits."""
        mac = hmac.new(self.key, digestmod=hashlib.sha256)
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            mac.update(len(data).to_bytes(8, "big") + data)
        return mac.hexdigest()[:32]

    def now(self) -> datetime:
        """The time, in UTC."""
        return now()
