"""The watchdog at work: catch up, assign, climb what is due, tell whom it concerns."""

import asyncio
from datetime import datetime

import structlog

from hub.doors import Doors
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.quiet import Quiet
from hub.supervision.pulse import beat
from hub.waking import Wake
from hub.watchdog.assigning import assign_waiting
from hub.watchdog.company import load_people
from hub.watchdog.lapsing import lapse, lapsed
from hub.watchdog.raising import next_due, overdue, raise_step
from hub.watchdog.reminding import late, next_late, remind
from hub.watchdog.stores import news_of_stores
from hub.watchdog.telling import tell, untold

NEEDS = (
    "aggregates",
    "clocks",
    "reminders",
    "company",
    "channels",
    "leads",
    "deals",
    "calls",
    "cards",
    "inbox",
    "thread",
    "stores",
)
"""The projections that a judgement reads."""

_LOOK_SECONDS = 1.0
_PAUSE_SECONDS = 0.5

log = structlog.get_logger()


class Watchdog:
    """One at a time does any work: two would be refused by each other's facts."""

    def __init__(self, house: House, doors: Doors) -> None:
        self._house = house
        self._wake = Wake()
        self._quiet = Quiet(house.clock)
        self._due: datetime | None = None
        doors.watchdog(self._wake)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            beat()
            try:
                head = await last_seq(self._house.nc, EVENTS)
                if not self._quiet.holds(head):
                    await self._look(head)
                await self._wake.wait(self._until_due())
            except ENGINE_FAULTS as error:
                log.warning("watchdog.interrupted", reason=told(error))
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _look(self, head: int) -> None:
        """Whoever is overdue after an outage is told once, in order; a storm becomes a digest."""
        house = self._house
        await house.progress.reached(NEEDS, head)
        async with house.views.connect() as connection:
            people = await load_people(connection)
        seqs = [
            await assign_waiting(house),
            *[
                await raise_step(house, one, people.company)
                for one in await overdue(house, house.clock())
            ],
            *[await remind(house, one, people.company) for one in await late(house, house.clock())],
            *[await lapse(house, one) for one in await lapsed(house, house.clock())],
        ]
        await house.progress.reached(NEEDS, max(seqs))
        waiting = await untold(house, await news_of_stores(house, people.company))
        told = [await tell(house, employee, rows, people) for employee, rows in waiting.items()]
        await house.progress.reached(NEEDS, max(told, default=0))

        due = [at for at in (await next_due(house), await next_late(house)) if at]
        self._due = min(due, default=None)
        self._quiet.begins(head, self._due)

    def _until_due(self) -> float:
        """Until something is due; whoever comes back to work is seen by looking."""
        if self._due is None:
            return _LOOK_SECONDS
        return min((self._due - self._house.clock()).total_seconds(), _LOOK_SECONDS)
