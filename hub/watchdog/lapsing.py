"""Lapsing: a call of which nothing was heard for too long is over; if it was missed, call back."""

from datetime import datetime, timedelta

import structlog
from sqlalchemy import select

from contracts.call import CallLapsed
from contracts.company import PolicySet
from contracts.event import Event, Recorded, Subject
from contracts.ids import CallId, EventId, derived
from hub.commands import OnSubject, States, carry_out
from hub.domain.call import Call, FollowUp, call_back_of, evolve, follow_up
from hub.domain.task import TaskStatus, call_back
from hub.domain.working_time import WorkingTime
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of
from hub.views.calendar import calendar_in_force, policy_in_force, working_time
from projections.calls import CALLS

UNANSWERED = timedelta(hours=1)
"""Nobody lets it ring for longer without a word from the exchange."""

SPOKEN = timedelta(hours=12)
"""Nobody speaks for longer."""

_MOST = 100

log = structlog.get_logger()


async def lapsed(house: House, now: datetime) -> list[CallId]:
    """The calls that must be over, although nobody said so; not one that only left a recording."""
    view = view_of(CALLS)
    unanswered = view.c.answered_at.is_(None) & view.c.rang_at.is_not(None)
    spoken = view.c.answered_at.is_not(None) & (view.c.heard_at <= now - SPOKEN)
    query = select(view.c.call_id).where(
        view.c.heard_at <= now - UNANSWERED,
        view.c.ended_at.is_(None),
        ~view.c.lapsed,
        unanswered | spoken,
    )
    async with house.views.connect() as connection:
        found = await connection.execute(query.order_by(view.c.heard_at).limit(_MOST))
        return [CallId(row.call_id) for row in found]


async def lapse(house: House, id_: CallId) -> int:
    """Say that it is over, and open the task to call back if one is owed."""
    call, task = Subject("call", str(id_)), Subject("task", str(call_back_of(id_)))
    now = house.clock()
    async with house.views.connect() as connection:
        policy = await policy_in_force(connection)
        working = working_time(await calendar_in_force(connection))

    def decide(states: States) -> list[OnSubject]:
        before: Call = states[call]
        if before.lapsed or before.ended_at is not None:
            return []
        event = CallLapsed(call_id=id_)
        after = evolve(before, Recorded(0, EventId(id_), call, now, "watchdog", event))
        owed: list[Event] = []
        if follow_up(before, after, states[task].status is TaskStatus.OPEN) is FollowUp.OPEN:
            owed = _owed(after, now, policy, working)
        return [(call, event), *((task, one) for one in owed)]

    command = derived("lapse", id_)
    seq = await carry_out(house, command, By("watchdog", now), [call, task], decide)
    log.info("call.lapsed", call_id=str(id_))
    return seq


def _owed(
    call: Call, now: datetime, policy: PolicySet | None, working: WorkingTime | None
) -> list[Event]:
    """The task to call back; the clock counts from the ringing."""
    if call.call_id is None or call.identity_id is None:
        return []
    since = min(call.rang_at or now, now)
    task = call_back_of(call.call_id)
    return call_back(task, call.identity_id, call.call_id, None, since, policy, working)
