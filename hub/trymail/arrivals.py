"""What arrived: the inbounds of the log, by the bytes they keep, and what became of each."""

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from contracts.errors import HubError
from hub.house import House
from hub.log.codec import Stored
from hub.log.inbounds import decode_inbound
from hub.log.jetstream import last_seq
from hub.log.read import Reader
from hub.log.streams import INBOUND
from hub.views.read import rows_of
from projections.registry import OUTCOMES, OutcomeRow

Digest = bytes


@dataclass(frozen=True, slots=True)
class Arrival:
    """An inbound of the log. `digest` is that of its raw bytes; empty where they are not there."""

    seq: int
    at: datetime
    digest: Digest
    unreadable: str | None = None


def digest_of(raw: bytes) -> Digest:
    """SHA-256."""
    return hashlib.sha256(raw).digest()


async def arrivals(house: House) -> list[Arrival]:
    """Every inbound that is on the log now, each with the bytes behind it fetched and hashed."""
    head, found = await last_seq(house.nc, INBOUND), list[Arrival]()
    if not head:
        return found
    async with Reader(house.nc, INBOUND, 0) as reader:
        async for batch in reader.batches():
            found += [await _arrival(house, stored) for stored in batch if stored.seq <= head]
            if reader.position >= head:
                break
    return found


async def _arrival(house: House, stored: Stored) -> Arrival:
    try:
        inbound = decode_inbound(stored, house.secret).inbound
        raw = await house.blobs.fetch(inbound.raw or "")
    except (HubError, ValueError):
        return Arrival(stored.seq, stored.time, b"")
    return Arrival(stored.seq, stored.time, digest_of(raw), inbound.unreadable)


def missing(served: Sequence[Digest], arrived: Sequence[Arrival]) -> int:
    """How many served mails no inbound has the bytes of; the same mail twice counts twice."""
    return (Counter(served) - Counter(one.digest for one in arrived)).total()


async def outcomes(house: House, arrived: Sequence[Arrival]) -> dict[int, OutcomeRow]:
    """What became of these, by their position."""
    async with house.views.connect() as connection:
        found = await rows_of(connection, OUTCOMES, "inbound", [one.seq for one in arrived])
    return {row.inbound: row for row in found}
