"""Reminders: the clock of a task or of a deal's stage, and how far its chain has climbed."""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.conversation import ClockStep
from contracts.event import Event, Recorded
from contracts.ids import ClockId, EmployeeId
from contracts.reminder import (
    ReminderAcknowledged,
    ReminderRaised,
    ReminderSet,
    ReminderSkipped,
)
from hub.domain.climbing import next_due


@dataclass(frozen=True, slots=True)
class Reminder:
    """A clock that runs."""

    clock_id: ClockId
    since: datetime
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


def evolve(state: Reminder | None, recorded: Recorded[Event]) -> Reminder | None:
    """What an event about a clock makes of it; what is no such event leaves it as it is."""
    match recorded.event:
        case ReminderSet() as event:
            return _set(event)
        case ReminderRaised() | ReminderSkipped() as event:
            if state is None or state.clock_id != event.clock_id:
                return state
            return replace(state, step=event.step + 1, climbed_at=recorded.at)
        case ReminderAcknowledged() as event:
            if state is None or state.clock_id != event.clock_id:
                return state
            return replace(state, acknowledged_by=event.by)
        case _:
            return state


def _set(event: ReminderSet) -> Reminder | None:
    """A clock without steps is none."""
    if not event.steps:
        return None
    return Reminder(event.clock_id, event.since, event.steps, event.spacing_seconds, event.on_duty)
