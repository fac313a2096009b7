"""Noting: what an auditor asks about signing in is a fact on the log, without a secret."""

from uuid import UUID

from contracts.errors import StaleStream
from contracts.event import Draft, Event, Subject
from contracts.ids import EventId, drawn
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS


async def note(house: House, actor: str, event: Event, employee: UUID | None = None) -> None:
    """Put it on the log; whom it is about names the place.

    Raises:
        Transient, or another of ENGINE_FAULTS: the log does not answer.
    """
    subject = Subject("signin", str(employee) if employee else "nobody")
    draft = Draft(subject, EventId(drawn()), event)
    by = By(actor, house.clock())
    last = await last_of(house.nc, EVENTS, str(subject))
    while True:
        try:
            await house.log.append([draft], by, {subject: last})
        except StaleStream as stale:
            last = stale.last or await last_of(house.nc, EVENTS, str(subject))
        else:
            return
