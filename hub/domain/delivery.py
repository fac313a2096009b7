"""Bringing a message to somebody: what the sender may do next, and what an outcome means."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

DELAYS = (1, 5, 30, 60, 300, 900, *(3600,) * 47)
"""Seconds before each further try: quick at first, then by the hour, two days in all."""


class DeliveryStatus(StrEnum):
    """Where a message is on its way out."""

    QUEUED = "queued"
    ATTEMPTED = "attempted"
    """Handed to the provider; the answer is not on the log (yet)."""
    DELAYED = "delayed"
    SENT = "sent"
    FAILED = "failed"
    UNCERTAIN = "uncertain"
    WITHDRAWN = "withdrawn"
    """Taken back before it left."""


FINAL = frozenset(
    {
        DeliveryStatus.SENT,
        DeliveryStatus.FAILED,
        DeliveryStatus.UNCERTAIN,
        DeliveryStatus.WITHDRAWN,
    }
)
UNTOUCHED = frozenset({DeliveryStatus.QUEUED, DeliveryStatus.DELAYED})
"""No provider has it, nor is it on its way to one."""

UNDELIVERED = frozenset({DeliveryStatus.FAILED, DeliveryStatus.UNCERTAIN})
"""A person may send it again."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """A message on its way. `attempt` counts from 1; `until`: not before.

    `seq` is the position of the last event about it.
    """

    status: DeliveryStatus = DeliveryStatus.QUEUED
    attempt: int = 0
    until: datetime | None = None
    seq: int = 0


class Next(StrEnum):
    """What the sender does with a delivery now."""

    ATTEMPT = "attempt"
    UNKNOWN = "unknown"
    """It was attempted by somebody who did not live to say how it went."""
    NOTHING = "nothing"


def next_for(delivery: Delivery, now: datetime) -> Next:
    """What to do with a delivery that nobody in this process works on."""
    match delivery.status:
        case DeliveryStatus.QUEUED | DeliveryStatus.DELAYED:
            ready = delivery.until is None or delivery.until <= now
            return Next.ATTEMPT if ready else Next.NOTHING
        case DeliveryStatus.ATTEMPTED:
            return Next.UNKNOWN
        case (
            DeliveryStatus.SENT
            | DeliveryStatus.FAILED
            | DeliveryStatus.UNCERTAIN
            | DeliveryStatus.WITHDRAWN
        ):
            return Next.NOTHING


def retry_at(attempt: int, now: datetime, retry_after: float | None = None) -> datetime | None:
    """When to try again after this attempt; None when the tries are used up.

    `retry_after` (seconds) is the provider's wish: never earlier than that.
    """
    if attempt > len(DELAYS):
        return None
    return now + timedelta(seconds=max(DELAYS[attempt - 1], retry_after or 0))
