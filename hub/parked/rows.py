"""Rows of projections that stand still since an event could not be folded."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import text

from contracts.errors import Conflict
from hub.house import House
from hub.log.jetstream import message_at
from hub.log.streams import EVENTS

_STANDING = """
SELECT p.projection, p.table_name, p.key, p.seq, p.error
FROM builds.parked p JOIN builds.checkpoints c USING (projection, build)
WHERE c.status = 'live' ORDER BY p.seq, p.projection, p.table_name, p.key
"""


@dataclass(frozen=True, slots=True)
class StandingRow:
    """A row that has stood still since the event at `seq`; `error` is the fault's type.

    `since` is when that event came onto the log.
    """

    projection: str
    table: str
    key: str
    seq: int
    error: str
    since: datetime | None


async def standing_rows(house: House, projection: str | None = None) -> list[StandingRow]:
    """Those of one projection or of all, what has stood longest first."""
    async with house.views.connect() as connection:
        found = (await connection.execute(text(_STANDING))).all()
    wanted = [row for row in found if projection in {None, row.projection}]
    times = {seq: await _time(house, seq) for seq in {row.seq for row in wanted}}
    return [
        StandingRow(row.projection, row.table_name, row.key, row.seq, row.error, times[row.seq])
        for row in wanted
    ]


async def _time(house: House, seq: int) -> datetime | None:
    stored = await message_at(house.nc, EVENTS, {"seq": seq})
    return stored.time if stored else None


def refuse_discard(projection: str) -> None:
    """Nobody can give up a row.

    Raises:
        Conflict: always, with what to do instead.
    """
    raise Conflict(
        f"a row of {projection} is computed from the log and cannot be discarded; install a "
        f"version that folds its events, then retry it"
    )
