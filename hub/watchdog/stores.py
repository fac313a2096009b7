"""Stores that fill up: whoever leads the company is told once, and once that there is room again.

What was told stands on the log and is read from there: neither a restart nor views that are built
anew tell it again.
"""

from collections.abc import Mapping
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.ids import EmployeeId, derived
from contracts.inbound import AddressKind
from contracts.notice import TidingKind
from contracts.room import Fullness
from hub.domain.escalation import Company
from hub.folds.reminders import TidingRow
from hub.house import House
from hub.projector.columns import view_of
from hub.views.calendar import policy_in_force
from hub.views.read import rows
from projections.stores import CROSSINGS, TOLD, CrossingRow

_VIA = (AddressKind.TELEGRAM, AddressKind.EMAIL)

Told = Mapping[EmployeeId, tuple[UUID, Fullness]]
"""What each was told last of a store: which crossing that was, and to which level."""


async def news_of_stores(house: House, company: Company) -> list[TidingRow]:
    """What is to be told of the stores as they stand now.

    Where nobody was told of it at the time, how full they were in between is no news.
    """
    async with house.views.connect() as connection:
        return [
            _tiding(crossing, employee)
            for crossing in await _last(connection)
            for employee in await _concerned(connection, crossing, company)
        ]


async def _last(connection: AsyncConnection) -> list[CrossingRow]:
    """The last crossing of each store."""
    view = view_of(CROSSINGS)
    newest = select(func.max(view.c.seq)).group_by(view.c.store)
    return await rows(connection, CROSSINGS, select(view).where(view.c.seq.in_(newest)))


async def _concerned(
    connection: AsyncConnection, crossing: CrossingRow, company: Company
) -> list[EmployeeId]:
    """Those to whom it is news; that there is room again, to whoever knows that there was none."""
    told = await _told(connection, crossing.store)
    if crossing.level is Fullness.ROOMY:
        alarmed = [who for who, (_, level) in told.items() if level is not Fullness.ROOMY]
        return [who for who in alarmed if who not in company.departed]
    known = {who for who, (id_, _) in told.items() if id_ == crossing.crossing_id}
    return [who for who in await _leaders(connection, company) if who not in known]


async def _told(connection: AsyncConnection, store: str) -> Told:
    told, crossings = view_of(TOLD), view_of(CROSSINGS)
    query = (
        select(told.c.employee_id, crossings.c.crossing_id, crossings.c.level)
        .join(crossings, crossings.c.crossing_id == told.c.crossing_id)
        .where(crossings.c.store == store)
        .order_by(crossings.c.seq)
    )
    return {
        EmployeeId(one.employee_id): (one.crossing_id, Fullness(one.level))
        for one in await connection.execute(query)
    }


async def _leaders(connection: AsyncConnection, company: Company) -> list[EmployeeId]:
    """Everybody who works here with nobody above; without such, whoever is on duty."""
    present = [one for one in company.heads if one not in company.departed]
    leaders = [one for one in present if company.above(one, 1) is None]
    if leaders:
        return leaders
    policy = await policy_in_force(connection)
    on_duty = company.above(policy.on_duty, 0) if policy else None
    return [on_duty] if on_duty else []


def _tiding(crossing: CrossingRow, employee: EmployeeId) -> TidingRow:
    id_ = derived("store", crossing.crossing_id, employee)
    return TidingRow(
        slot=id_,
        tiding_id=id_,
        seq=crossing.seq,
        employee_id=employee,
        kind=TidingKind.STORE,
        about_id=crossing.crossing_id,
        since=crossing.crossed_at,
        step=0,
        via=_VIA,
        raised_at=crossing.crossed_at,
    )
