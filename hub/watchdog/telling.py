"""Telling: every escalation that nobody was told of yet, one notice for each way, or a digest."""

from collections import defaultdict
from collections.abc import Sequence

import structlog
from sqlalchemy import select

from contracts.crash import crash_point
from contracts.event import Event, Subject
from contracts.ids import EmployeeId, KeyId, NoticeId, derived
from contracts.notice import Alarm, NoticeQueued, NoticeUnaddressed
from hub.commands import States, carry_out
from hub.domain.paging import Pager
from hub.folds.clocks import ALARMS, AlarmRow
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of
from hub.views.read import rows
from hub.watchdog.company import People, Way

_MOST = 500
_DIGEST = 20
"""Alarms in one notice; more go into the next one."""

log = structlog.get_logger()


async def untold(house: House) -> dict[EmployeeId, list[AlarmRow]]:
    """The escalations whose employee was not told yet, in the order they were raised."""
    view = view_of(ALARMS)
    query = select(view).where(view.c.told_at.is_(None)).order_by(view.c.seq).limit(_MOST)
    async with house.views.connect() as connection:
        found = await rows(connection, ALARMS, query)
    grouped: dict[EmployeeId, list[AlarmRow]] = defaultdict(list)
    for row in found:
        grouped[row.employee_id].append(row)
    return grouped


async def tell(house: House, employee: EmployeeId, waiting: list[AlarmRow], people: People) -> int:
    """Queue the notices for one employee; returns the last position."""
    subject = Subject("pager", str(employee))
    kinds = frozenset(kind for row in waiting for kind in row.via)
    ways = people.ways(employee, kinds)

    def decide(states: States) -> list[tuple[Subject, Event]]:
        pager: Pager = states[subject]
        open_ = [row for row in waiting if row.escalation_id not in pager.told][:_DIGEST]
        return [(subject, event) for event in _notices(employee, open_, ways)] if open_ else []

    command = derived("tell", employee, *(row.escalation_id for row in waiting))
    by = By("watchdog", house.clock())
    seq = await carry_out(house, command, by, [subject], decide, key=KeyId(employee))
    crash_point("watchdog.after_notice")
    log.info("employee.told", employee_id=str(employee), alarms=len(waiting), ways=len(ways))
    return seq


def _notices(employee: EmployeeId, waiting: Sequence[AlarmRow], ways: Sequence[Way]) -> list[Event]:
    alarms = tuple(
        Alarm(
            escalation_id=row.escalation_id,
            conversation_id=row.conversation_id,
            step=row.step,
            waiting_since=row.waiting_since,
        )
        for row in waiting
    )
    first = alarms[0].escalation_id
    if not ways:
        notice = NoticeId(derived("notice", first, "nowhere"))
        return [NoticeUnaddressed(notice_id=notice, employee_id=employee, alarms=alarms)]
    return [
        NoticeQueued(
            notice_id=NoticeId(derived("notice", first, way.kind)),
            employee_id=employee,
            kind=way.kind,
            to=way.value,
            channel=way.channel,
            account=way.account,
            alarms=alarms,
        )
        for way in ways
    ]
