"""The hours of a week: what people wrote into a calendar, checked and in order."""

from datetime import time
from zoneinfo import ZoneInfo

from contracts.company import Interval
from contracts.errors import Invalid

SECOND = 1_000_000
"""Times of day are whole microseconds since midnight."""
DAY = 86_400 * SECOND

Span = tuple[int, int]
"""From a time of day until just before another."""


def zone(name: str) -> ZoneInfo:
    """The time zone of this name (IANA).

    Raises:
        Invalid: there is none.
    """
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError) as error:
        raise Invalid(f"There is no time zone {name!r}.", field="timezone") from error


def spans(day: tuple[Interval, ...]) -> tuple[Span, ...]:
    """The intervals of a day in order; those that touch or overlap become one.

    Raises:
        Invalid: an interval does not end after its start, or has an offset.
    """
    merged: list[Span] = []
    for opens, closes in sorted(_span(interval) for interval in day):
        if merged and opens <= merged[-1][1]:
            merged[-1] = merged[-1][0], max(closes, merged[-1][1])
        else:
            merged.append((opens, closes))
    return tuple(merged)


def _span(interval: Interval) -> Span:
    if interval.start.tzinfo or interval.end.tzinfo:
        raise Invalid("Working hours are local times, without an offset.", field="week")
    opens, closes = _time_of_day(interval.start), _time_of_day(interval.end) or DAY
    if closes <= opens:
        raise Invalid(f"{interval.end} is not after {interval.start}.", field="week")
    return opens, closes


def _time_of_day(at: time) -> int:
    return ((at.hour * 60 + at.minute) * 60 + at.second) * SECOND + at.microsecond
