"""A hub for a channel under test: blobs in a dictionary, digests under a key of its own."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from datetime import UTC, datetime

from contracts.channel import WebCall
from hub.accounts.calls import Calls

LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


class FakeHost:
    """What `contracts.channel.Host` asks for, in memory."""

    def __init__(
        self,
        *,
        cursor: str | None = None,
        connected_at: datetime = LONG_AGO,
        key: bytes = b"a key",
        now: datetime | None = None,
    ) -> None:
        self.account = "sales"
        self.connected_at = connected_at
        self.cursor = cursor
        self.takes_files = True
        self.blobs: dict[str, bytes] = {}
        self._key = key
        self._now = now

    async def keep(self, raw: bytes) -> str:
        name = self.digest("blob", raw)
        self.blobs[name] = raw
        return name

    def calls(self) -> AsyncIterator[WebCall]:
        return Calls()

    def digest(self, *parts: str | bytes) -> str:
        mac = hmac.new(self._key, digestmod=hashlib.sha256)
        for part in parts:
            data = part.encode() if isinstance(part, str) else part
            mac.update(len(data).to_bytes(8, "big") + data)
        return mac.hexdigest()[:32]

    def now(self) -> datetime:
        return self._now or datetime.now(UTC)
