"""Working time: what the clock of a waiting client counts."""

from datetime import UTC, date, datetime, time, timedelta
from time import thread_time
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contracts.company import CalendarSet, Interval, PolicySet, Step
from contracts.errors import Invalid
from hub.domain.working_time import WorkingTime, due_times

HOUR = 3600
ZONES = ("Europe/Berlin", "Europe/Moscow", "America/New_York", "Australia/Lord_Howe")
# Two weeks around changes of time; Moscow changed for the last time in 2014.
CHANGES = (
    datetime(2014, 10, 26, tzinfo=UTC),
    datetime(2026, 3, 8, tzinfo=UTC),
    datetime(2026, 3, 29, tzinfo=UTC),
    datetime(2026, 4, 4, tzinfo=UTC),
    datetime(2026, 10, 3, tzinfo=UTC),
    datetime(2026, 10, 25, tzinfo=UTC),
    datetime(2026, 11, 1, tzinfo=UTC),
)
NINE_TO_SIX = (Interval(start=time(9), end=time(18)),)
AROUND_THE_CLOCK = (Interval(start=time(0), end=time(0)),)


def calendar(
    day: tuple[Interval, ...] = NINE_TO_SIX,
    *,
    zone: str = "Europe/Berlin",
    weekend: tuple[Interval, ...] = (),
    holidays: tuple[date, ...] = (),
) -> CalendarSet:
    week = (day, day, day, day, day, weekend, weekend)
    return CalendarSet(name="office", timezone=zone, week=week, holidays=holidays)


def utc(*parts: int, zone: str = "Europe/Berlin", fold: int = 0) -> datetime:
    year, month, day, *rest = parts
    hour, minute = (*rest, 0, 0)[:2]
    local = datetime(year, month, day, hour, minute, tzinfo=ZoneInfo(zone), fold=fold)
    return local.astimezone(UTC)


def test_time_passes_only_while_people_work() -> None:
    working = WorkingTime(calendar())

    assert working.add(utc(2026, 6, 5, 17, 30), HOUR) == utc(2026, 6, 8, 9, 30)


def test_the_end_of_a_day_is_the_evening_and_not_the_next_morning() -> None:
    working = WorkingTime(calendar())

    assert working.add(utc(2026, 6, 3, 17), HOUR) == utc(2026, 6, 3, 18)


def test_nothing_to_add_is_now_even_at_night() -> None:
    working = WorkingTime(calendar())

    assert working.add(utc(2026, 6, 3, 3), 0) == utc(2026, 6, 3, 3)


def test_a_lunch_break_does_not_count() -> None:
    halves = (Interval(start=time(14), end=time(18)), Interval(start=time(9), end=time(13)))
    working = WorkingTime(calendar(halves))

    assert working.add(utc(2026, 6, 3, 12, 30), HOUR) == utc(2026, 6, 3, 14, 30)


def test_intervals_that_touch_overlap_or_repeat_count_once() -> None:
    pieces = ((12, 18), (9, 12), (10, 13), (9, 12))
    day = tuple(Interval(start=time(opens), end=time(closes)) for opens, closes in pieces)
    working = WorkingTime(calendar(day))

    assert working.between(utc(2026, 6, 3), utc(2026, 6, 4)) == 9 * HOUR


def test_a_night_shift_goes_through_midnight() -> None:
    night = (Interval(start=time(22), end=time(0)), Interval(start=time(0), end=time(6)))
    working = WorkingTime(calendar(night))

    assert working.add(utc(2026, 6, 3, 23), 2 * HOUR) == utc(2026, 6, 4, 1)


def test_a_holiday_has_no_working_time() -> None:
    working = WorkingTime(calendar(holidays=(date(2026, 6, 4),)))

    assert working.add(utc(2026, 6, 3, 17, 30), HOUR) == utc(2026, 6, 5, 9, 30)


def test_years_of_holidays_end() -> None:
    holidays = tuple(date(2026, 1, 1) + timedelta(days=day) for day in range(8 * 365 + 2))
    working = WorkingTime(calendar(AROUND_THE_CLOCK, weekend=AROUND_THE_CLOCK, holidays=holidays))

    assert working.add(utc(2026, 6, 3), HOUR) == utc(2034, 1, 1, 1)


def test_what_takes_over_a_century_is_refused_in_no_time() -> None:
    minute = (Interval(start=time(9), end=time(9, 1)),)
    working = WorkingTime(calendar((), weekend=minute))
    started = thread_time()  # of work alone: others may keep this machine busy

    with pytest.raises(Invalid, match="100 years"):
        working.add(utc(2026, 6, 3), 30 * 24 * HOUR)
    assert thread_time() - started < 5


def test_the_hour_that_summer_time_leaves_out_does_not_count() -> None:
    night = (Interval(start=time(2, 30), end=time(4)),)
    working = WorkingTime(calendar(night, weekend=night))

    assert working.between(utc(2026, 3, 29), utc(2026, 3, 30)) == HOUR
    assert working.add(utc(2026, 3, 29, 1), HOUR) == utc(2026, 3, 29, 4)


def test_the_hour_that_comes_twice_counts_twice() -> None:
    night = (Interval(start=time(2), end=time(2, 30)),)
    working = WorkingTime(calendar(night, weekend=night))

    assert working.between(utc(2026, 10, 25), utc(2026, 10, 26)) == HOUR
    assert working.add(utc(2026, 10, 25), HOUR / 2 + 60) == utc(2026, 10, 25, 2, 1, fold=1)


def test_a_day_that_a_zone_skipped_has_no_working_time() -> None:
    always = WorkingTime(calendar(AROUND_THE_CLOCK, zone="Pacific/Apia"))

    assert always.between(*(datetime(2011, 12, day, 10, tzinfo=UTC) for day in (29, 30))) == (
        24 * HOUR
    )
    assert always.add(datetime(2011, 12, 30, 9, tzinfo=UTC), 2 * HOUR) == datetime(
        2012, 1, 1, 11, tzinfo=UTC
    )


@pytest.mark.parametrize("zone", ["Mars/Phobos", "", "../etc/passwd", "Europe", "a\0b", "/etc"])
def test_a_zone_nobody_knows_is_refused(zone: str) -> None:
    with pytest.raises(Invalid) as refused:
        WorkingTime(calendar(zone=zone))

    assert refused.value.field == "timezone"


@pytest.mark.parametrize(
    "day",
    [
        (),
        (Interval(start=time(18), end=time(9)),),
        (Interval(start=time(9), end=time(9)),),
        (Interval(start=time(9, tzinfo=UTC), end=time(18)),),
    ],
)
def test_a_week_nobody_can_work_is_refused(day: tuple[Interval, ...]) -> None:
    with pytest.raises(Invalid) as refused:
        WorkingTime(calendar(day))

    assert refused.value.field == "week"


@pytest.mark.parametrize("seconds", [-1, float("nan"), float("inf")])
def test_what_is_no_length_of_time_is_refused(seconds: float) -> None:
    with pytest.raises(Invalid):
        WorkingTime(calendar()).add(utc(2026, 6, 3), seconds)


def test_a_moment_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        WorkingTime(calendar()).add(datetime(2026, 6, 3), 1)  # noqa: DTZ001 - that is the fault


@pytest.mark.parametrize("year", [1, 9999])
def test_a_moment_at_an_end_of_time_is_refused(year: int) -> None:
    with pytest.raises(Invalid):
        WorkingTime(calendar()).add(datetime(year, 1, 1, tzinfo=UTC), 1)


def test_each_step_is_due_by_its_own_kind_of_time() -> None:
    steps = (
        Step(after_seconds=HOUR, level=0),
        Step(after_seconds=HOUR, level=1, time="absolute"),
        Step(after_seconds=10 * HOUR, level=2),
    )
    policy = PolicySet(name="replies", calendar="office", steps=steps)
    since = utc(2026, 6, 5, 17, 30)

    assert due_times(policy, WorkingTime(calendar()), since) == (
        utc(2026, 6, 8, 9, 30),
        utc(2026, 6, 5, 18, 30),
        utc(2026, 6, 9, 9, 30),
    )


minutes_of_day = st.integers(0, 24 * 60 - 1).map(lambda minute: time(minute // 60, minute % 60))


@st.composite
def intervals(draw: st.DrawFn) -> Interval:
    start, end = draw(minutes_of_day), draw(minutes_of_day)
    assume(end == time(0) or start < end)
    return Interval(start=start, end=end)


days = st.lists(intervals(), max_size=3).map(tuple)
moments = st.builds(
    lambda change, minutes: change + timedelta(minutes=minutes),
    st.sampled_from(CHANGES),
    st.integers(-2 * 24 * 60, 3 * 24 * 60),
)


@st.composite
def calendars(draw: st.DrawFn) -> CalendarSet:
    week = tuple(draw(st.lists(days, min_size=7, max_size=7)))
    assume(any(week))
    holidays = draw(st.lists(st.sampled_from([change.date() for change in CHANGES]), max_size=2))
    zone = draw(st.sampled_from(ZONES))
    return CalendarSet(name="any", timezone=zone, week=week, holidays=tuple(holidays))


def works(calendar: CalendarSet, moment: datetime) -> bool:
    """What working means, asked of a single moment."""
    local = moment.astimezone(ZoneInfo(calendar.timezone))
    return local.date() not in calendar.holidays and any(
        interval.start <= local.time() and (local.time() < interval.end or interval.end == time(0))
        for interval in calendar.week[local.weekday()]
    )


@given(calendars(), moments, st.integers(0, 3 * 24 * 60))
def test_between_counts_what_a_counter_of_minutes_counts(
    calendar: CalendarSet, start: datetime, minutes: int
) -> None:
    moments = (start + timedelta(minutes=minute) for minute in range(minutes))
    counted = 60 * sum(works(calendar, moment) for moment in moments)

    assert WorkingTime(calendar).between(start, start + timedelta(minutes=minutes)) == counted


@given(calendars(), moments, st.integers(1, 36 * 60))
def test_add_stops_where_a_counter_of_minutes_stops(
    calendar: CalendarSet, start: datetime, minutes: int
) -> None:
    end = WorkingTime(calendar).add(start, 60 * minutes)
    assume(end - start < timedelta(days=15))
    counter, moment = minutes, start
    while counter:
        counter -= works(calendar, moment)
        moment += timedelta(minutes=1)

    assert end == moment


@given(calendars(), moments, st.floats(0, 200 * HOUR))
def test_between_undoes_add(calendar: CalendarSet, start: datetime, seconds: float) -> None:
    working = WorkingTime(calendar)

    assert abs(working.between(start, working.add(start, seconds)) - seconds) < 1e-6


@given(calendars(), moments, st.floats(0, 30 * HOUR), st.floats(0, 30 * HOUR))
def test_more_time_is_never_earlier(
    calendar: CalendarSet, start: datetime, some: float, more: float
) -> None:
    working = WorkingTime(calendar)

    assert start <= working.add(start, some) <= working.add(start, some + more)


@given(calendars(), moments, moments, moments)
def test_the_parts_make_the_whole(
    calendar: CalendarSet, one: datetime, two: datetime, three: datetime
) -> None:
    working = WorkingTime(calendar)
    first, middle, last = sorted((one, two, three))

    assert working.between(first, last) == (
        working.between(first, middle) + working.between(middle, last)
    )
    assert working.between(last, first) <= 0
