"""Reading: who opened whose card is a fact; once for a reader, a card and an hour."""

from collections import OrderedDict
from datetime import timedelta
from uuid import UUID

import structlog

from contracts.access import CardRead
from contracts.errors import StaleStream
from contracts.event import Draft, Subject
from contracts.ids import ClientId, EventId, derived
from hub.access.bearer import Bearer, actor
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.codec import By
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS

_HOUR = timedelta(hours=1)
_MOST = 100_000

log = structlog.get_logger()


def reader_of(bearer: Bearer) -> UUID:
    """The employee, or the token where it is nobody's in person."""
    return bearer.employee_id or bearer.token_id


class Readings:
    """Tells the log; what this process has told it is not told again for the rest of the hour."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._told: OrderedDict[EventId, None] = OrderedDict()

    async def by(self, bearer: Bearer, card: UUID) -> None:
        """They have read it. A log that is away keeps nobody from their work; ours tells of it."""
        hour = int(self._house.clock().timestamp() // _HOUR.total_seconds())
        id_ = EventId(derived("card.read", reader_of(bearer), card, hour))
        if id_ in self._told:
            return
        self._remember(id_)
        try:
            await self._tell(bearer, ClientId(card), id_)
        except ENGINE_FAULTS as error:
            self._told.pop(id_, None)
            log.warning("reading.untold", reason=type(error).__name__)

    def _remember(self, id_: EventId) -> None:
        """Before it is told: several questions about a card come at once."""
        self._told[id_] = None
        if len(self._told) > _MOST:
            self._told.popitem(last=False)

    async def _tell(self, bearer: Bearer, card: ClientId, id_: EventId) -> None:
        reader, house = reader_of(bearer), self._house
        subject = Subject("reading", str(reader))
        event = CardRead(client_id=card, reader_id=reader, employee_id=bearer.employee_id)
        await told_of(house, By(actor(bearer), house.clock()), Draft(subject, id_, event))


async def told_of(house: House, by: By, draft: Draft) -> int:
    """Append a fact that needs no decision; who does several things at once is told in turn.

    Raises:
        Transient: the log does not answer.
    """
    while True:
        expected = await last_of(house.nc, EVENTS, str(draft.subject))
        try:
            return await house.log.append([draft], by, {draft.subject: expected})
        except StaleStream:
            continue
