"""A time that is asked for: from a moment until just before another; None: without bound."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from contracts.errors import Invalid


@dataclass(frozen=True, slots=True)
class Period:
    """From `since` until just before `until`."""

    since: datetime | None = None
    until: datetime | None = None

    def __post_init__(self) -> None:
        """Check it.

        Raises:
            Invalid: it ends before it begins.
        """
        if self.since and self.until and self.until < self.since:
            raise Invalid("this ends before it begins", field="to")

    @property
    def bound(self) -> dict[str, Any]:
        """The parameters of `within`."""
        return {"since": self.since, "until": self.until}


def within(column: str) -> str:
    """The SQL condition that a column of the code's own lies in the period."""
    since, until = "CAST(:since AS timestamptz)", "CAST(:until AS timestamptz)"
    return (
        f"({column} >= coalesce({since}, '-infinity') AND {column} < coalesce({until}, 'infinity'))"
    )
