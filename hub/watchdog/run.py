"""The watchdog at work: catch up, assign, climb what is due, tell whom it concerns."""

import asyncio

import structlog

from hub.doors import Doors
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.logs.faults import told
from hub.supervision.pulse import beat
from hub.waking import Wake
from hub.watchdog.assigning import assign_waiting
from hub.watchdog.company import load_people
from hub.watchdog.lapsing import lapse, lapsed
from hub.watchdog.raising import next_due, overdue, raise_step
from hub.watchdog.reminding import late, next_late, remind
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
        doors.watchdog(self._wake)

    async def run(self) -> None:
        """Work until cancelled."""
        while True:
            beat()
            try:
                await self._look()
                await self._wake.wait(await self._until_due())
            except ENGINE_FAULTS as error:
                log.warning("watchdog.interrupted", reason=told(error))
                await asyncio.sleep(_PAUSE_SECONDS)

    async def _look(self) -> None:
        """Whoever is overdue after an outage is told once, in order; a storm becomes a digest."""
        house = self._house
        await house.progress.reached(NEEDS, await last_seq(house.nc, EVENTS))
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
        waiting = await untold(house)
        told = [await tell(house, employee, rows, people) for employee, rows in waiting.items()]
        await house.progress.reached(NEEDS, max(told, default=0))

    async def _until_due(self) -> float:
        """Until something is due; whoever comes back to work is seen by looking."""
        due = [at for at in (await next_due(self._house), await next_late(self._house)) if at]
        if not due:
            return _LOOK_SECONDS
        return min((min(due) - self._house.clock()).total_seconds(), _LOOK_SECONDS)
