"""Working time: when so much of it has passed, and how much of it lies between two moments.

Working is every moment whose local time of day lies in an interval of its local day. So an hour
that a change to summer time leaves out does not count, and one that comes twice counts twice: what
is counted are seconds that really pass.
"""

import math
from collections.abc import Iterator
from datetime import MAXYEAR, UTC, date, datetime, timedelta

from contracts.company import CalendarSet, PolicySet, Step
from contracts.errors import Invalid
from hub.domain.working_week import DAY, SECOND, Span, spans, zone

_MICROSECOND = timedelta(microseconds=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_EPOCH_DAY = date(1970, 1, 1).toordinal()
_HORIZON_DAYS = 100 * 366
_YEARS = range(1900, MAXYEAR - 100)
# Instants (since 1970) and offsets from UTC are whole microseconds, so that sums are exact.


class WorkingTime:
    """The arithmetic of one calendar.

    Raises:
        Invalid: an unknown time zone, an interval that does not end after its start, or no working
            time at all.
    """

    def __init__(self, calendar: CalendarSet) -> None:
        self._zone = zone(calendar.timezone)
        self._week = tuple(spans(day) for day in calendar.week)
        self._holidays = frozenset(day.toordinal() for day in calendar.holidays)
        if not any(self._week):
            raise Invalid(f"The calendar {calendar.name} has no working time.", field="week")

    def add(self, start: datetime, seconds: float) -> datetime:
        """The first moment (UTC) at which so much working time has passed since `start`.

        Raises:
            Invalid: `seconds` is negative or not a number, or the moment is over 100 years away.
        """
        left = _microseconds(seconds)
        now = _instant(start)
        if left == 0:
            return _moment(now)
        for opens, closes in self._spans(now, now + _HORIZON_DAYS * DAY):
            if left <= closes - opens:
                return _moment(opens + left)
            left -= closes - opens
        raise Invalid(f"{seconds} s of working time are over 100 years away.", field="seconds")

    def between(self, start: datetime, end: datetime) -> float:
        """Seconds of working time from `start` to `end`; 0 where the end is not after the start."""
        passed = self._spans(_instant(start), _instant(end))
        return sum(closes - opens for opens, closes in passed) / SECOND

    def is_working(self, moment: datetime) -> bool:
        """Whether people work at this moment: at the end of an interval they do no more."""
        instant = _instant(moment)
        return any(True for _ in self._spans(instant, instant + 1))

    def _spans(self, start: int, end: int) -> Iterator[Span]:
        """Working time, in order, as spans that do not overlap."""
        for low, high, offset in self._steady(start, end):
            for day in range((low + offset) // DAY, (high + offset - 1) // DAY + 1):
                midnight = day * DAY - offset
                for opens, closes in self._open(day):
                    span = max(low, midnight + opens), min(high, midnight + closes)
                    if span[0] < span[1]:
                        yield span

    def _open(self, day: int) -> tuple[Span, ...]:
        """The intervals of a local day, counted from 1970."""
        ordinal = _EPOCH_DAY + day
        return () if ordinal in self._holidays else self._week[(ordinal - 1) % 7]

    def _steady(self, start: int, end: int) -> Iterator[tuple[int, int, int]]:
        """From start to end in pieces of a day at most, in each of which one UTC offset holds."""
        while start < end:
            high, offset = min(start + DAY, end), self._offset(start)
            if self._offset(high - 1) != offset:
                high = self._change(start, high - 1)
            yield start, high, offset
            start = high

    def _change(self, low: int, high: int) -> int:
        """The instant of the change of offset that lies after `low` and not after `high`."""
        before = self._offset(low)
        while high - low > 1:
            middle = (low + high) // 2
            if self._offset(middle) == before:
                low = middle
            else:
                high = middle
        return high

    def _offset(self, instant: int) -> int:
        offset = _moment(instant).astimezone(self._zone).utcoffset()
        return (offset or timedelta()) // _MICROSECOND


def due_times(policy: PolicySet, working: WorkingTime, since: datetime) -> tuple[datetime, ...]:
    """When each step of the policy is due (UTC), in the order of the steps.

    Raises:
        Invalid: a step is due over 100 years later.
    """
    return tuple(due_time(step, working, since) for step in policy.steps)


def due_time(step: Step, working: WorkingTime | None, since: datetime) -> datetime:
    """When a step is due (UTC); where there is no calendar all time is working time.

    Raises:
        Invalid: it is due over 100 years later.
    """
    if step.time == "working" and working is not None:
        return working.add(since, step.after_seconds)
    return _moment(_instant(since) + step.after_seconds * SECOND)


def _microseconds(seconds: float) -> int:
    if not math.isfinite(seconds) or seconds < 0:
        raise Invalid(f"{seconds} s is no length of time.", field="seconds")
    return round(seconds * SECOND)


def _instant(moment: datetime) -> int:
    if moment.utcoffset() is None:
        raise ValueError(f"{moment} does not say in which zone it is")
    if moment.year not in _YEARS:
        raise Invalid(f"{moment} is beyond every calendar.")
    return (moment - _EPOCH) // _MICROSECOND


def _moment(instant: int) -> datetime:
    return _EPOCH + instant * _MICROSECOND
