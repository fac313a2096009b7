"""What the commands about sales share: how many, whose words are shown, days as a period."""

from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any

import typer
from pydantic import BaseModel

from hub.api.amounts import Amount
from hub.api.queries.period import Period
from hub.cli.shown import MASK

Most = Annotated[int, typer.Option("--limit", min=1, max=200, help="How many at most.")]
Personal = Annotated[
    bool, typer.Option("--personal", help="Show what says something about a person, too.")
]
_DAYS = ["%Y-%m-%d"]
From = Annotated[
    datetime | None,
    typer.Option(
        "--from", formats=_DAYS, metavar="DAY", help="From this day (UTC) on, as in 2026-11-30."
    ),
]
To = Annotated[
    datetime | None,
    typer.Option("--to", formats=_DAYS, metavar="DAY", help="Until before this day (UTC)."),
]

_WORDS = frozenset({"name", "title", "outcome", "fields", "consent", "page", "landing"})
"""Fields that say something about a person."""


def period(since: datetime | None, until: datetime | None) -> Period:
    """The days as a period.

    Raises:
        Invalid: it ends before it begins.
    """
    return Period(since and since.replace(tzinfo=UTC), until and until.replace(tzinfo=UTC))


def plain(one: BaseModel, *, personal: bool) -> dict[str, Any]:
    """An answer as JSON; what says something about a person is masked unless asked for."""
    said = one.model_dump(mode="json")
    return said if personal else _masked(said)


def _masked(said: Any) -> Any:
    match said:
        case Mapping():
            return {
                name: MASK if name in _WORDS and value is not None else _masked(value)
                for name, value in said.items()
            }
        case list():
            return [_masked(one) for one in said]
        case _:
            return said


def money(amounts: list[Amount]) -> str:
    """Sums, one for each currency."""
    return ", ".join(f"{one.amount} {one.currency}" for one in amounts)


def day(at: str | None) -> str:
    """A time of an answer, to the minute."""
    return "" if at is None else at[:16].replace("T", " ")
