"""Parked: what was put aside for a person, since when, and what was tried?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.capture import (
    InboundDiscarded,
    InboundParked,
    InboundParkedAgain,
    InboundRetryRequested,
    InboundSettled,
    Standing,
)
from contracts.event import Recorded
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class ParkedRow:
    """An inbound that was parked, also after that was over. Positions are those of INBOUND.

    `reason` is why it is parked, `discarded` why somebody gave it up; `tries` counts how often it
    was decided again, and `asked_by` is who last wanted something of it.
    """

    inbound: int
    channel: str
    account: str
    standing: Standing
    reason: str
    parked_at: datetime
    changed_at: datetime
    tries: int = 0
    waits_for: int | None = None
    asked_by: str | None = None
    discarded: str | None = None


PARKED = Table("parked_inbounds", ParkedRow, key=("inbound",), indexes=("(standing, inbound)",))


@PARKED.opens(InboundParked, key=lambda e: (e.event.inbound,))
def put_aside(row: ParkedRow | None, recorded: Recorded[InboundParked]) -> ParkedRow:
    """Capture could make nothing of it."""
    event, at = recorded.event, recorded.at
    new = (event.inbound, event.channel, event.account, Standing.WAITING, event.reason, at, at)
    return row or ParkedRow(*new)


@PARKED.on(InboundRetryRequested, key=lambda e: (e.event.inbound,))
def taken_up(row: ParkedRow, recorded: Recorded[InboundRetryRequested]) -> ParkedRow:
    """Somebody wants to know whether it can be decided now."""
    return replace(
        row,
        standing=Standing.REQUESTED,
        changed_at=recorded.at,
        asked_by=recorded.actor,
        discarded=None,
    )


@PARKED.on(InboundParkedAgain, key=lambda e: (e.event.inbound,))
def put_aside_again(row: ParkedRow, recorded: Recorded[InboundParkedAgain]) -> ParkedRow:
    """It cannot, or not before another one."""
    event = recorded.event
    return replace(
        row,
        standing=Standing.WAITING,
        reason=event.reason,
        changed_at=recorded.at,
        tries=row.tries + (event.waits_for is None),
        waits_for=event.waits_for,
    )


@PARKED.on(InboundSettled, key=lambda e: (e.event.inbound,))
def settled(row: ParkedRow, recorded: Recorded[InboundSettled]) -> ParkedRow:
    """It could."""
    return replace(
        row,
        standing=Standing.SETTLED,
        changed_at=recorded.at,
        tries=row.tries + 1,
        waits_for=None,
    )


@PARKED.on(InboundDiscarded, key=lambda e: (e.event.inbound,))
def given_up(row: ParkedRow, recorded: Recorded[InboundDiscarded]) -> ParkedRow:
    """Nobody wants anything of it any more."""
    return replace(
        row,
        standing=Standing.DISCARDED,
        changed_at=recorded.at,
        waits_for=None,
        asked_by=recorded.actor,
        discarded=recorded.event.reason,
    )


parked = Projection(
    "parked",
    version=1,
    question="What was put aside for a person, since when, and what was tried?",
    tables=(PARKED,),
)
