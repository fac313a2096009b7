"""Confirming: how often the hub writes to an address that somebody typed and nobody has proved.

Such a mail is what makes a hub a relay for strangers (threats 6 and 15): one for an address within
a day, and so many within a day over all of them, whatever is sent with the forms.
"""

from collections.abc import Set as AbstractSet
from datetime import datetime, timedelta
from enum import StrEnum

from contracts.ids import IdentityId

MOST = 200
"""Confirmations within a day, over the whole hub."""

IN_TIME = timedelta(hours=1)
"""A confirmation is brought out within this time, or not at all: afterwards it surprises."""

WINDOW = timedelta(hours=24) + IN_TIME
"""What was queued within it counts. A day lies between two mails, also where the first was late."""


class Verdict(StrEnum):
    """Whether there is a confirmation."""

    YES = "yes"
    LATELY = "lately"
    """This address has had one."""
    TOO_MANY = "too_many"
    """All of them together have had enough."""


def verdict(address: IdentityId, lately: AbstractSet[IdentityId], most: int = MOST) -> Verdict:
    """Whether this address is confirmed to, given those that were within the window."""
    if address in lately:
        return Verdict.LATELY
    return Verdict.YES if len(lately) < most else Verdict.TOO_MANY


def is_late(queued_at: datetime, now: datetime) -> bool:
    """Whether it waited for so long that it is not brought out any more."""
    return now - queued_at > IN_TIME
