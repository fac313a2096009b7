"""Facts in numbers: anna comes and goes, gleb is told, as often as a test needs."""

from collections.abc import Sequence

from contracts.company import EmployeeAvailabilityChanged
from contracts.event import Draft, Event, Subject
from contracts.ids import EventId, drawn
from hub.house import House
from hub.log.append import MOST
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS
from tests.examples import ANNA, BY_ANNA

ANNAS = Subject("employee", str(ANNA))


async def happen(house: House, number: int, subject: Subject = ANNAS) -> int:
    """So many facts come onto the log; returns the position of the last."""
    last = await last_of(house.nc, EVENTS, str(subject))
    for first in range(0, number, MOST):
        event = EmployeeAvailabilityChanged(employee_id=ANNA, available=bool(first % 2))
        events: Sequence[Event] = [event] * min(MOST, number - first)
        drafts = [Draft(subject, EventId(drawn()), one) for one in events]
        last = await house.log.append(drafts, BY_ANNA, {subject: last})
    return last
