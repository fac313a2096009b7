"""A call: the same news in any order leave the same call."""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.call import CallReported, RecordingFailed, RecordingKept
from contracts.event import Event, Recorded
from contracts.ids import CallId, IdentityId
from contracts.inbound import CallPhase, Direction


@dataclass(frozen=True, slots=True)
class Call:
    """What is known of a call. Times are the provider's; each is the earliest that was told."""

    call_id: CallId | None = None
    identity_id: IdentityId | None = None
    direction: Direction | None = None
    rang_at: datetime | None = None
    answered_at: datetime | None = None
    ended_at: datetime | None = None
    said_missed: bool = False
    recording: bool = False
    """There is one at the provider."""
    kept: bool = False
    """It lies with us, or cannot be had."""

    @property
    def answered(self) -> bool:
        """Somebody spoke."""
        return self.answered_at is not None

    @property
    def missed(self) -> bool:
        """A client called, it is over, and nobody had answered."""
        over = self.said_missed or self.ended_at is not None
        return self.direction is Direction.IN and over and not self.answered


def evolve(state: Call, recorded: Recorded[Event]) -> Call:
    """What an event makes of the call."""
    match recorded.event:
        case CallReported() as event:
            return _reported(state, event)
        case RecordingKept() | RecordingFailed():
            return replace(state, kept=True)
        case _:
            return state


def _reported(state: Call, event: CallReported) -> Call:
    known = replace(
        state,
        call_id=event.call_id,
        identity_id=state.identity_id or event.identity_id,
        direction=state.direction or event.direction,
        recording=state.recording or event.recording is not None,
    )
    match event.phase:
        case CallPhase.RINGING:
            return replace(known, rang_at=_earliest(state.rang_at, event.at))
        case CallPhase.ANSWERED:
            return replace(known, answered_at=_earliest(state.answered_at, event.at))
        case CallPhase.ENDED:
            ended = replace(known, ended_at=_earliest(state.ended_at, event.at))
            spoke = event.duration_seconds is not None and event.duration_seconds > 0
            return ended if not spoke else replace(ended, answered_at=_spoke(ended, event))
        case CallPhase.MISSED:
            ended_at = _earliest(state.ended_at, event.at)
            return replace(known, ended_at=ended_at, said_missed=True)
        case CallPhase.RECORDED:
            return known


def _earliest(one: datetime | None, other: datetime) -> datetime:
    return other if one is None else min(one, other)


def _spoke(call: Call, event: CallReported) -> datetime:
    """An end that tells how long they spoke tells that somebody had answered."""
    return call.answered_at or event.at
