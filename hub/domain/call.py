"""A call: the same news in any order leave the same call, and the same call-back to make."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum
from typing import Any, TypeVar

from contracts.call import CallLapsed, CallReported, RecordingFailed, RecordingKept
from contracts.event import Event, Recorded
from contracts.ids import CallId, IdentityId, TaskId, derived
from contracts.inbound import CallPhase, Direction

T = TypeVar("T", bound=Any)


@dataclass(frozen=True, slots=True)
class Call:
    """What is known of a call. Times are the provider's.

    Every field only ever grows (a flag that is set stays, of two values the least stays), so that
    neither the order of the news nor their repetition matters.
    """

    call_id: CallId | None = None
    identity_id: IdentityId | None = None
    direction: Direction | None = None
    rang_at: datetime | None = None
    picked_up_at: datetime | None = None
    ended_at: datetime | None = None
    spoke_until: datetime | None = None
    """An end that tells how long they spoke tells that somebody had answered."""
    said_missed: bool = False
    lapsed: bool = False
    """Its end was never told, and it must be over."""
    recording: bool = False
    """There is one at the provider."""
    kept: bool = False
    """It lies with us, or cannot be had."""

    @property
    def answered_at(self) -> datetime | None:
        """When somebody picked up; where only the end was told, when they had spoken."""
        return self.picked_up_at or self.spoke_until

    @property
    def answered(self) -> bool:
        """Somebody spoke."""
        return self.answered_at is not None

    @property
    def missed(self) -> bool:
        """A client called, it is over, and nobody had answered."""
        over = self.said_missed or self.lapsed or self.ended_at is not None
        return self.direction is Direction.IN and over and not self.answered

    @property
    def owed(self) -> bool:
        """It was missed, and it is known whom to call back."""
        return self.missed and self.identity_id is not None


class FollowUp(StrEnum):
    """What news of a call mean for the task to call back."""

    OPEN = "open"
    CANCEL = "cancel"
    NOTHING = "nothing"


def call_back_of(call: CallId) -> TaskId:
    """The name of the task to call back."""
    return TaskId(derived("task", "call back", call))


def follow_up(before: Call, after: Call, open_task: bool) -> FollowUp:
    """What is to be done about the call-back; `open_task`: the call's own task is open.

    A call-back is owed once and then perhaps no more, whatever the order of the news; so a task
    that somebody has finished is not opened again by a repetition.
    """
    if after.owed and not before.owed and not open_task:
        return FollowUp.OPEN
    return FollowUp.CANCEL if open_task and not after.owed else FollowUp.NOTHING


def evolve(state: Call, recorded: Recorded[Event]) -> Call:
    """What an event makes of the call."""
    match recorded.event:
        case CallReported() as event:
            return _reported(state, event)
        case CallLapsed():
            return replace(state, lapsed=True)
        case RecordingKept() | RecordingFailed():
            return replace(state, kept=True)
        case _:
            return state


def _reported(state: Call, event: CallReported) -> Call:
    known = replace(
        state,
        call_id=event.call_id,
        identity_id=_least(state.identity_id, event.identity_id),
        direction=_least(state.direction, event.direction),
        recording=state.recording or event.recording is not None,
    )
    match event.phase:
        case CallPhase.RINGING:
            return replace(known, rang_at=_least(state.rang_at, event.at))
        case CallPhase.ANSWERED:
            return replace(known, picked_up_at=_least(state.picked_up_at, event.at))
        case CallPhase.ENDED:
            return _ended(known, event)
        case CallPhase.MISSED:
            return replace(known, ended_at=_least(state.ended_at, event.at), said_missed=True)
        case CallPhase.RECORDED:
            return known


def _ended(call: Call, event: CallReported) -> Call:
    ended = replace(call, ended_at=_least(call.ended_at, event.at))
    if not event.duration_seconds or event.duration_seconds < 0:
        return ended
    return replace(ended, spoke_until=_least(call.spoke_until, event.at))


def _least(one: T | None, other: T | None) -> T | None:
    """The lesser of what there is: of two that differ always the same one, told first or last."""
    return min((value for value in (one, other) if value is not None), default=None)
