"""A host that remembers: what a channel asks of the hub, kept in memory."""

import hashlib
import hmac
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime

from contracts.channel import WebCall
from hub.accounts.calls import Calls

NOON = datetime(2026, 6, 3, 12, tzinfo=UTC)


def digest(*parts: str | bytes) -> str:
    encoded = b"\0".join(part.encode() if isinstance(part, str) else part for part in parts)
    return hmac.new(b"key", encoded, hashlib.sha256).hexdigest()[:32]


@dataclass
class MemoryHost:
    cursor: str | None = None
    account: str = "shop"
    connected_at: datetime = NOON
    takes_files: bool = True
    blobs: dict[str, bytes] = field(default_factory=dict)

    async def keep(self, raw: bytes) -> str:
        address = hashlib.sha256(raw).hexdigest()
        self.blobs[address] = raw
        return address

    def calls(self) -> AsyncIterator[WebCall]:
        return Calls()

    def digest(self, *parts: str | bytes) -> str:
        return digest(*parts)

    def now(self) -> datetime:
        return NOON
