"""Who waits, and since when: the clocks of a conversation, as its events leave them.

A clock counts from the oldest unanswered inbound. It pauses while an answer is on its way, stops
when that is sent, and goes on from the original inbound when it fails, stays uncertain or is taken
back.
"""

from dataclasses import dataclass, field, replace
from datetime import datetime
from uuid import UUID

from contracts.conversation import (
    AnswerWaived,
    ClockStarted,
    ClockStep,
    ConversationClosed,
    EscalationAcknowledged,
    EscalationRaised,
    EscalationSkipped,
    MessageFailed,
    MessageQueued,
    MessageSent,
    MessageUncertain,
    MessageWithdrawn,
)
from contracts.event import Event, Recorded
from contracts.ids import ClockId, EmployeeId, MessageId
from hub.domain.climbing import next_due


@dataclass(frozen=True, slots=True)
class ClimbingClock:
    """A clock, and how far the chain has climbed. `seq` is where it started on the log."""

    clock_id: ClockId
    message_id: MessageId
    seq: int
    waiting_since: datetime
    steps: tuple[ClockStep, ...]
    spacing_seconds: int
    on_duty: EmployeeId | None
    step: int = 0
    climbed_at: datetime | None = None
    acknowledged_by: EmployeeId | None = None

    @property
    def due_at(self) -> datetime | None:
        """When the next step is due; None when the chain has ended or somebody took it on."""
        if self.acknowledged_by:
            return None
        return next_due(self.steps, self.step, self.climbed_at, self.spacing_seconds)


@dataclass(frozen=True, slots=True)
class Waiting:
    """Every clock that has not stopped, oldest first, and the answers that are on their way.

    `answers` maps a queued message to its place on the log: it answers what came before it.
    """

    clocks: tuple[ClimbingClock, ...] = ()
    answers: dict[UUID, int] = field(default_factory=dict)

    @property
    def running(self) -> ClimbingClock | None:
        """The oldest clock that no answer on its way has paused."""
        newest = max(self.answers.values(), default=0)
        return next((clock for clock in self.clocks if clock.seq > newest), None)

    @property
    def due_at(self) -> datetime | None:
        """When the chain climbs next."""
        return self.running.due_at if self.running else None


def evolve(waiting: Waiting, recorded: Recorded[Event]) -> Waiting:
    """What an event does to the clocks; most do nothing."""
    match recorded.event:
        case ClockStarted() as event:
            return replace(waiting, clocks=(*waiting.clocks, _started(event, recorded.seq)))
        case MessageQueued(message_id=message):
            return replace(waiting, answers={**waiting.answers, message: recorded.seq})
        case MessageSent(message_id=message):
            return _answered(waiting, message)
        case (
            MessageFailed(message_id=message)
            | MessageUncertain(message_id=message)
            | MessageWithdrawn(message_id=message)
        ):
            return replace(waiting, answers=_without(waiting.answers, message))
        case ConversationClosed(answer=answer) if answer in waiting.answers:
            return waiting
        case AnswerWaived() | ConversationClosed():
            return replace(waiting, clocks=())
        case EscalationRaised() | EscalationSkipped() as event:
            return _climbed(waiting, event.clock_id, event.step, recorded.at)
        case EscalationAcknowledged() as event:
            return _acknowledged(waiting, event)
        case _:
            return waiting


def _started(event: ClockStarted, seq: int) -> ClimbingClock:
    return ClimbingClock(
        event.clock_id,
        event.message_id,
        seq,
        event.waiting_since,
        event.steps,
        event.spacing_seconds,
        event.on_duty,
    )


def _answered(waiting: Waiting, message: MessageId) -> Waiting:
    queued = waiting.answers.get(message, 0)
    still = tuple(clock for clock in waiting.clocks if clock.seq > queued)
    return Waiting(still, _without(waiting.answers, message))


def _without(answers: dict[UUID, int], message: MessageId) -> dict[UUID, int]:
    return {id_: seq for id_, seq in answers.items() if id_ != message}


def _climbed(waiting: Waiting, clock: ClockId, step: int, at: datetime) -> Waiting:
    def climb(one: ClimbingClock) -> ClimbingClock:
        return replace(one, step=step + 1, climbed_at=at) if one.clock_id == clock else one

    return replace(waiting, clocks=tuple(map(climb, waiting.clocks)))


def _acknowledged(waiting: Waiting, event: EscalationAcknowledged) -> Waiting:
    def acknowledge(one: ClimbingClock) -> ClimbingClock:
        return replace(one, acknowledged_by=event.by) if one.clock_id == event.clock_id else one

    return replace(waiting, clocks=tuple(map(acknowledge, waiting.clocks)))
