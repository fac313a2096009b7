"""Who is at work, and may be given a new lead."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.company import CalendarSet, Interval
from hub.domain.attendance import Colleague, at_work
from hub.domain.working_time import WorkingTime
from tests.examples import ANNA, DARIA, GLEB

BERLIN = ZoneInfo("Europe/Berlin")
DAY = (Interval(start=time(9), end=time(13)), Interval(start=time(14), end=time(18)))
OFFICE = CalendarSet(
    name="office",
    timezone="Europe/Berlin",
    week=(DAY, DAY, DAY, DAY, DAY, (), ()),
    holidays=(date(2026, 11, 4),),
)
WORKING = WorkingTime(OFFICE)
STAFF = [Colleague(ANNA), Colleague(GLEB, departed=True), Colleague(DARIA, available=False)]


def here(day: int, hour: int, minute: int = 0, second: int = 0) -> datetime:
    """In November 2026, whose second is a Monday."""
    return datetime(2026, 11, day, hour, minute, second, tzinfo=BERLIN).astimezone(UTC)


@pytest.mark.parametrize(
    ("moment", "works"),
    [
        (here(2, 8, 59, 59), False),
        (here(2, 9), True),
        (here(2, 12, 59, 59), True),
        (here(2, 13), False),
        (here(2, 14), True),
        (here(2, 18), False),
        (here(4, 10), False),
        (here(7, 10), False),
    ],
)
def test_nobody_is_at_work_at_lunch_at_night_on_holidays_and_at_weekends(
    moment: datetime, works: bool
) -> None:
    assert bool(at_work(STAFF, WORKING, moment)) is works


def test_whoever_has_left_or_takes_no_leads_is_not_at_work() -> None:
    assert at_work(STAFF, None, here(7, 3)) == {ANNA}


@given(st.integers(0, 2 * 366 * 24 * 4))
def test_people_work_exactly_while_working_time_passes(quarters: int) -> None:
    moment = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(minutes=15 * quarters)
    passes = WORKING.between(moment, moment + timedelta(microseconds=1)) > 0

    assert WORKING.is_working(moment) is passes
