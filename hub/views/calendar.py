"""The company's calendar: the one that the reply policy counts by."""

import structlog
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from contracts.company import REPLY_POLICY, CalendarSet, PolicySet
from contracts.errors import Invalid
from hub.domain.working_time import WorkingTime
from hub.projector.columns import view_of
from hub.views.read import rows
from projections.company import CALENDARS, POLICIES

log = structlog.get_logger()


async def calendar_in_force(connection: AsyncConnection) -> CalendarSet | None:
    """The calendar; None where nobody has set one."""
    policies, calendars = view_of(POLICIES), view_of(CALENDARS)
    named = select(policies.c.calendar).where(policies.c.name == REPLY_POLICY).scalar_subquery()
    query = select(calendars).where(calendars.c.name == named)
    for row in await rows(connection, CALENDARS, query):
        return CalendarSet(
            name=row.name, timezone=row.timezone, week=row.week, holidays=row.holidays
        )
    return None


async def policy_in_force(connection: AsyncConnection) -> PolicySet | None:
    """What happens when a client waits; None where nobody has said."""
    policies = view_of(POLICIES)
    query = select(policies).where(policies.c.name == REPLY_POLICY)
    for row in await rows(connection, POLICIES, query):
        return PolicySet(
            name=row.name,
            calendar=row.calendar,
            steps=row.steps,
            on_duty=row.on_duty,
            spacing_seconds=row.spacing_seconds,
        )
    return None


def working_time(calendar: CalendarSet | None) -> WorkingTime | None:
    """Its arithmetic; None where there is none, or where it makes no sense."""
    try:
        return WorkingTime(calendar) if calendar else None
    except Invalid as error:
        log.error("calendar.unusable", calendar=calendar and calendar.name, reason=str(error))  # noqa: TRY400 - the calendar's fault, not ours: no trace
        return None
