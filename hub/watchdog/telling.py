"""Telling: all that somebody has to know and was not told yet, one notice for each way."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from uuid import UUID

import structlog
from sqlalchemy import select

from contracts.crash import crash_point
from contracts.event import Event, Subject
from contracts.ids import EmployeeId, KeyId, NoticeId, derived
from contracts.notice import Alarm, NoticeQueued, NoticeUnaddressed, Tiding
from hub.commands import States, carry_out
from hub.domain.paging import Pager
from hub.folds.clocks import ALARMS, AlarmRow
from hub.folds.reminders import TIDINGS, TidingRow
from hub.house import House
from hub.log.codec import By
from hub.projector.columns import view_of
from hub.views.read import rows
from hub.watchdog.company import People, Way

_MOST = 500
_DIGEST = 20
"""Alarms and tidings in one notice; more go into the next one."""

Untold = AlarmRow | TidingRow

log = structlog.get_logger()


async def untold(house: House, news: Iterable[Untold] = ()) -> dict[EmployeeId, list[Untold]]:
    """What employees were not told yet, in the order it came about; this `news` among it."""
    alarms, tidings = view_of(ALARMS), view_of(TIDINGS)
    new_alarms = select(alarms).where(alarms.c.told_at.is_(None)).order_by(alarms.c.seq)
    new_tidings = select(tidings).where(tidings.c.told_at.is_(None)).order_by(tidings.c.seq)
    async with house.views.connect() as connection:
        found: list[Untold] = [
            *await rows(connection, ALARMS, new_alarms.limit(_MOST)),
            *await rows(connection, TIDINGS, new_tidings.limit(_MOST)),
            *news,
        ]
    grouped: dict[EmployeeId, list[Untold]] = defaultdict(list)
    for row in sorted(found, key=lambda row: row.seq):
        grouped[row.employee_id].append(row)
    return grouped


async def tell(house: House, employee: EmployeeId, waiting: list[Untold], people: People) -> int:
    """Queue the notices for one employee; returns the last position."""
    subject = Subject("pager", str(employee))
    kinds = frozenset(kind for row in waiting for kind in row.via)
    ways = people.ways(employee, kinds)

    def decide(states: States) -> list[tuple[Subject, Event]]:
        pager: Pager = states[subject]
        open_ = [row for row in waiting if _id(row) not in pager.told][:_DIGEST]
        return [(subject, event) for event in _notices(employee, open_, ways)] if open_ else []

    command = derived("tell", employee, *map(_id, waiting))
    by = By("watchdog", house.clock())
    seq = await carry_out(house, command, by, [subject], decide, key=KeyId(employee))
    crash_point("watchdog.after_notice")
    log.info("employee.told", employee_id=str(employee), things=len(waiting), ways=len(ways))
    return seq


def _id(row: Untold) -> UUID:
    match row:
        case AlarmRow(escalation_id=id_) | TidingRow(tiding_id=id_):
            return id_


def _notices(employee: EmployeeId, waiting: Sequence[Untold], ways: Sequence[Way]) -> list[Event]:
    alarms = tuple(_alarm(row) for row in waiting if isinstance(row, AlarmRow))
    tidings = tuple(_tiding(row) for row in waiting if isinstance(row, TidingRow))
    first = _id(waiting[0])
    if not ways:
        return [
            NoticeUnaddressed(
                notice_id=NoticeId(derived("notice", first, "nowhere")),
                employee_id=employee,
                alarms=alarms,
                tidings=tidings,
            )
        ]
    return [
        NoticeQueued(
            notice_id=NoticeId(derived("notice", first, way.kind)),
            employee_id=employee,
            kind=way.kind,
            to=way.value,
            channel=way.channel,
            account=way.account,
            alarms=alarms,
            tidings=tidings,
        )
        for way in ways
    ]


def _alarm(row: AlarmRow) -> Alarm:
    return Alarm(
        escalation_id=row.escalation_id,
        conversation_id=row.conversation_id,
        step=row.step,
        waiting_since=row.waiting_since,
    )


def _tiding(row: TidingRow) -> Tiding:
    return Tiding(
        tiding_id=row.tiding_id,
        kind=row.kind,
        about_id=row.about_id,
        since=row.since,
        step=row.step,
    )
