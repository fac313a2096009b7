"""Calls: who called whom, was it answered, and is there a recording?"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from contracts.call import CallLapsed, CallReported, RecordingFailed, RecordingKept
from contracts.event import Recorded
from contracts.ids import CallId, IdentityId
from contracts.inbound import CallPhase, Direction
from projections.kit import Projection, Table

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class CallRow:
    """A call: the same news in any order leave the same row.

    Times are the provider's, each the earliest that was told, `at` that of any news; `seq` is the
    position of the first. `extension` is the colleague's who was rung, `answered_by` that of who
    answered. `recording`: the provider has one; `blob`: it lies with us; `failed`: why it never
    will. `heard_at` is the log's time of the latest news: an exchange's clock may be wrong.
    """

    call_id: CallId
    identity_id: IdentityId | None
    channel: str
    account: str
    direction: Direction
    line: str | None
    extension: str | None
    answered_by: str | None
    rang_at: datetime | None
    answered_at: datetime | None
    ended_at: datetime | None
    missed: bool
    duration_seconds: int | None
    recording: bool
    recording_url: str | None
    at: datetime
    heard_at: datetime
    seq: int
    blob: str | None = None
    media_type: str | None = None
    size: int | None = None
    failed: str | None = None
    lapsed: bool = False
    """Its end was never told."""


CALLS = Table(
    "calls",
    CallRow,
    key=("call_id",),
    indexes=("(seq)", "(identity_id)", "(heard_at) WHERE ended_at IS NULL AND NOT lapsed"),
)


@CALLS.opens(CallReported, key=lambda e: (e.event.call_id,))
def reported(row: CallRow | None, recorded: Recorded[CallReported]) -> CallRow:
    """News of a call; where two disagree, neither is the later: the smaller one is taken."""
    return _missed(_told(row or _unheard(recorded), recorded))


def _unheard(recorded: Recorded[CallReported]) -> CallRow:
    event = recorded.event
    return CallRow(
        call_id=event.call_id,
        identity_id=None,
        channel=event.channel,
        account=event.account,
        direction=event.direction,
        line=None,
        extension=None,
        answered_by=None,
        rang_at=None,
        answered_at=None,
        ended_at=None,
        missed=False,
        duration_seconds=None,
        recording=False,
        recording_url=None,
        at=event.at,
        heard_at=recorded.at,
        seq=recorded.seq,
    )


def _told(row: CallRow, recorded: Recorded[CallReported]) -> CallRow:
    event = recorded.event
    answers = event.phase is CallPhase.ANSWERED
    known = replace(
        row,
        identity_id=_least(row.identity_id, event.identity_id),
        direction=min(row.direction, event.direction),
        line=_least(row.line, event.line),
        extension=_least(row.extension, None if answers else event.extension),
        answered_by=_least(row.answered_by, event.extension if answers else None),
        duration_seconds=_least(row.duration_seconds, event.duration_seconds, max),
        recording=row.recording or event.recording is not None,
        recording_url=_least(row.recording_url, event.recording),
        at=min(row.at, event.at),
        heard_at=max(row.heard_at, recorded.at),
        seq=min(row.seq, recorded.seq),
    )
    return _timed(known, event)


def _timed(row: CallRow, event: CallReported) -> CallRow:
    match event.phase:
        case CallPhase.RINGING:
            return replace(row, rang_at=_least(row.rang_at, event.at))
        case CallPhase.ANSWERED:
            return replace(row, answered_at=_least(row.answered_at, event.at))
        case CallPhase.ENDED:
            spoke_at = event.at if event.duration_seconds else None
            answered_at = _least(row.answered_at, spoke_at)
            return replace(row, ended_at=_least(row.ended_at, event.at), answered_at=answered_at)
        case CallPhase.MISSED:
            return replace(row, ended_at=_least(row.ended_at, event.at))
        case CallPhase.RECORDED:
            return row


def _missed(row: CallRow) -> CallRow:
    """A client called, it is over, and nobody had answered."""
    over = row.lapsed or row.ended_at is not None
    answered = row.answered_at is not None
    return replace(row, missed=row.direction is Direction.IN and over and not answered)


def _least(one: T | None, other: T | None, of: Callable[..., Any] = min) -> T | None:
    known = [value for value in (one, other) if value is not None]
    return of(known) if known else None


@CALLS.on(CallLapsed, key=lambda e: (e.event.call_id,))
def lapsed(row: CallRow, _: Recorded[CallLapsed]) -> CallRow:
    """It must be over."""
    return _missed(replace(row, lapsed=True))


@CALLS.on(RecordingKept, key=lambda e: (e.event.call_id,))
def kept(row: CallRow, recorded: Recorded[RecordingKept]) -> CallRow:
    """The recording lies with us."""
    event = recorded.event
    return replace(row, blob=event.blob, media_type=event.media_type, size=event.size, failed=None)


@CALLS.on(RecordingFailed, key=lambda e: (e.event.call_id,))
def given_up(row: CallRow, recorded: Recorded[RecordingFailed]) -> CallRow:
    """It cannot be had."""
    return replace(row, failed=None if row.blob else recorded.event.reason)


calls = Projection(
    "calls",
    version=2,
    question="Who called whom, was it answered, and is there a recording?",
    tables=(CALLS,),
)
