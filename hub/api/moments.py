"""Moments in a request: with their offset, and such that the views know them."""

from datetime import UTC, datetime
from typing import Annotated

from fastapi import Query
from pydantic import AfterValidator, AwareDatetime


def _in_utc(value: datetime) -> datetime:
    try:
        return value.astimezone(UTC)
    except OverflowError:
        raise ValueError("this is beyond all calendars") from None


_Moment = Annotated[AwareDatetime, AfterValidator(_in_utc)]
Since = Annotated[_Moment | None, Query(alias="from", description="What began from here on.")]
Until = Annotated[_Moment | None, Query(alias="to", description="What began before this.")]
