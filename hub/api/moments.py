"""Moments, days and times in a request: as text, and such that the views know them.

A number would be read as seconds since 1970, which nobody who writes `0` means.
"""

import re
from datetime import UTC, date, datetime, time
from typing import Annotated, Any

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime, BeforeValidator

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_CLOCK = re.compile(r"[0-9]{2}:[0-9]{2}")


def _moment_said(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.match(value):
        raise ValueError("a moment is written like 2026-11-22T10:00:00+03:00")
    return _text(value)


def _day_said(value: Any) -> Any:
    if isinstance(value, str) and not _DAY.fullmatch(value):
        raise ValueError("a day is written like 2026-11-22")
    return _text(value)


def _time_said(value: Any) -> Any:
    if isinstance(value, str) and not _CLOCK.match(value):
        raise ValueError("a time of day is written like 09:30")
    return _text(value)


def _text(value: Any) -> Any:
    if isinstance(value, int | float):
        raise ValueError("this is a number, and should be text")  # noqa: TRY004 - pydantic reports no TypeError
    return value


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("this is beyond all calendars") from None


Moment = Annotated[AwareDatetime, BeforeValidator(_moment_said), AfterValidator(_in_utc)]
Day = Annotated[date, BeforeValidator(_day_said)]
TimeOfDay = Annotated[time, BeforeValidator(_time_said)]
Since = Annotated[Moment | None, Query(alias="from", description="What began from here on.")]
Until = Annotated[Moment | None, Query(alias="to", description="What began before this.")]
