"""The calendar: when people work."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Depends
from pydantic import BaseModel, ConfigDict, Field

from contracts.company import CalendarSet, Interval
from contracts.errors import NotFound
from contracts.event import Subject
from contracts.ids import drawn
from hub.access.bearer import Bearer
from hub.api.access import Action, Allowed, HouseOf
from hub.api.moments import Day, TimeOfDay
from hub.api.words import Body, Line
from hub.api.writing import Written, write
from hub.commands import OnSubject, States
from hub.domain.working_time import WorkingTime
from hub.views.read import rows_of
from projections.company import CALENDARS

router = APIRouter(prefix="/calendar", tags=["company"])
_NAME = "main"
_SUBJECT = Subject("calendar", _NAME)
Keeper = Annotated[Bearer, Depends(Allowed(Action.KEEP_POLICY))]


class IntervalBody(Interval):
    """From a local time until just before another; an `end` of 00:00 means midnight."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    start: TimeOfDay
    end: TimeOfDay


_Day = Annotated[list[IntervalBody], Field(max_length=24)]


class CalendarBody(Body):
    """The calendar, whole; `week` from Monday to Sunday."""

    timezone: Line
    week: Annotated[list[_Day], Field(min_length=7, max_length=7)]
    holidays: Annotated[tuple[Day, ...], Field(max_length=2_000)] = ()


class Calendar(BaseModel):
    """The calendar in force, since this position on the log."""

    name: str
    seq: int
    timezone: str
    week: list[list[Interval]]
    holidays: list[date]


@router.get("", dependencies=[Depends(Allowed(Action.KEEP_POLICY))])
async def get_calendar(house: HouseOf) -> Calendar:
    """The calendar in force."""
    async with house.views.connect() as connection:
        found = await rows_of(connection, CALENDARS, "name", [_NAME])
    if not found:
        raise NotFound("no calendar was set yet: no clock runs")
    return Calendar.model_validate(found[0], from_attributes=True)


@router.put("")
async def set_calendar(house: HouseOf, bearer: Keeper, body: CalendarBody) -> Written:
    """Set the calendar; clocks that run already keep their due times."""
    event = CalendarSet(
        name=_NAME,
        timezone=body.timezone,
        week=tuple(
            tuple(Interval(start=one.start, end=one.end) for one in day) for day in body.week
        ),
        holidays=body.holidays,
    )
    WorkingTime(event)

    def decide(_: States) -> list[OnSubject]:
        return [(_SUBJECT, event)]

    return await write(house, bearer, drawn(), [_SUBJECT], decide, reads=("company",))
