"""The books: what the outside did and saw against what the hub has; what was lost or doubled."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from hub.demo.diary import Entry

GRACE = timedelta(seconds=15)
"""What is younger may still be under way."""


@dataclass(frozen=True, slots=True)
class Books:
    """Two pages, each written down at both ends, by people who know nothing of each other."""

    sent: Mapping[Entry, datetime]
    """By customers, at the providers."""
    logged: Counter[Entry]
    """What of it the API shows."""
    promised: Mapping[Entry, datetime]
    """Answers that the API has accepted."""
    delivered: Counter[Entry]
    """What customers got, by the providers' ledgers."""


@dataclass(frozen=True, slots=True)
class Balance:
    """The comparison. `doubled` holds one entry for each time too many, strangers' too."""

    sent: int = 0
    logged: int = 0
    answered: int = 0
    delivered: int = 0
    under_way: int = 0
    lost: tuple[Entry, ...] = ()
    doubled: tuple[Entry, ...] = ()

    @property
    def agrees(self) -> bool:
        """Whether both ends tell the same, with nothing under way."""
        return not (self.under_way or self.lost or self.doubled)


def balance(books: Books, now: datetime, grace: timedelta = GRACE) -> Balance:
    """Compare both pages; what is missing is lost once it is older than `grace`."""
    missing = [
        *_missing(books.sent, books.logged),
        *_missing(books.promised, books.delivered),
    ]
    lost = tuple(entry for entry, at in missing if now - at >= grace)
    return Balance(
        sent=len(books.sent),
        logged=books.logged.total(),
        answered=len(books.promised),
        delivered=books.delivered.total(),
        under_way=len(missing) - len(lost),
        lost=lost,
        doubled=(
            *(books.logged - Counter(books.sent.keys())).elements(),
            *(books.delivered - Counter(books.promised.keys())).elements(),
        ),
    )


def _missing(
    said: Mapping[Entry, datetime], seen: Counter[Entry]
) -> Iterable[tuple[Entry, datetime]]:
    return ((entry, at) for entry, at in said.items() if not seen[entry])
