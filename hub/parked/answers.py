"""Waiting for capture's answers to what was asked for."""

import asyncio
from collections.abc import Callable, Sequence

from contracts.capture import Standing
from contracts.errors import Transient
from hub.house import House
from hub.views.read import rows_of
from projections.parked import PARKED, ParkedRow

_LOOK_SECONDS = 0.1
_PATIENCE_SECONDS = 20.0

Told = Callable[[int, int], None]
"""Called with how many were answered, and of how many."""


async def answers(
    house: House,
    inbounds: Sequence[int],
    seq: int,
    told: Told,
    patience_seconds: float = _PATIENCE_SECONDS,
) -> list[ParkedRow]:
    """How these stand once each was answered; `seq` is the position of the last request.

    Raises:
        Transient: nothing was answered for longer than this; the requests stand.
    """
    await house.progress.reached(["parked"], seq)
    open_ = len(inbounds) + 1
    while True:
        try:
            async with asyncio.timeout(patience_seconds):
                found = await _fewer(house, inbounds, open_)
        except TimeoutError as error:
            raise Transient(
                "capture does not answer; what was asked for stands, and is tried once it runs"
            ) from error
        open_ = _open(found)
        told(len(found) - open_, len(found))
        if not open_:
            return found


async def _fewer(house: House, inbounds: Sequence[int], than: int) -> list[ParkedRow]:
    while True:
        async with house.views.connect() as connection:
            found = await rows_of(connection, PARKED, "inbound", inbounds)
        if _open(found) < than:
            return sorted(found, key=lambda row: row.inbound)
        await asyncio.sleep(_LOOK_SECONDS)


def _open(found: Sequence[ParkedRow]) -> int:
    return sum(row.standing is Standing.REQUESTED for row in found)
