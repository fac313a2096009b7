"""Raising: the next step of every chain that is due, on the position it was judged on."""

from datetime import datetime

import structlog
from sqlalchemy import select

from contracts.crash import crash_point
from contracts.event import Event, Subject
from contracts.ids import ConversationId, derived
from hub.commands import States, carry_out
from hub.domain.escalation import Company, climb
from hub.folds.clocks import CLOCKS
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of

_MOST = 200

log = structlog.get_logger()


async def overdue(house: House, now: datetime) -> list[ConversationId]:
    """The conversations whose chain has to climb, longest due first."""
    view = view_of(CLOCKS)
    query = select(view.c.conversation_id).where(view.c.due_at <= now)
    async with house.views.connect() as connection:
        found = await connection.execute(query.order_by(view.c.due_at).limit(_MOST))
        return [ConversationId(row.conversation_id) for row in found]


async def next_due(house: House) -> datetime | None:
    """When the next chain has to climb."""
    view = view_of(CLOCKS)
    query = select(view.c.due_at).where(view.c.due_at.is_not(None)).order_by(view.c.due_at)
    async with house.views.connect() as connection:
        at: datetime | None = await connection.scalar(query.limit(1))
        return at


async def raise_step(house: House, conversation: ConversationId, company: Company) -> int:
    """One step, if it is still due: an answer that slipped in wins. Returns the last position."""
    subject = Subject("conversation", str(conversation))
    now = house.clock()

    def decide(states: States) -> list[tuple[Subject, Event]]:
        return [(subject, event) for event in climb(states[subject], company, now)]

    crash_point("watchdog.before_raise")
    command = derived("watchdog", conversation, now.isoformat())
    seq = await carry_out(house, command, By("watchdog", now), [subject], decide)
    crash_point("watchdog.after_raise")
    log.info("chain.climbed", conversation_id=str(conversation))
    return seq
