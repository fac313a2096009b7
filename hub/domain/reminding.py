"""Reminding: a clock is set, its chain climbs, and somebody takes on what it is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from contracts.company import Step
from contracts.conversation import ClockStep
from contracts.errors import Conflict
from contracts.event import Event
from contracts.ids import ClockId, EmployeeId, ReminderId, derived
from contracts.reminder import (
    About,
    ReminderAcknowledged,
    ReminderRaised,
    ReminderSet,
    ReminderSkipped,
)
from hub.domain.escalation import Company, why_nobody
from hub.domain.reminder import Reminder
from hub.domain.working_time import WorkingTime, due_time


@dataclass(frozen=True, slots=True)
class Chain:
    """Who is told when; `on_duty` where nobody holds what it is about."""

    steps: tuple[ClockStep, ...]
    spacing_seconds: int = 60
    on_duty: EmployeeId | None = None


def clock_steps(
    steps: Iterable[Step], working: WorkingTime | None, since: datetime
) -> tuple[ClockStep, ...]:
    """These steps with their due times; without a calendar all time is working time.

    Raises:
        Invalid: a step is due over 100 years later.
    """
    return tuple(
        ClockStep(due_at=due_time(step, working, since), level=step.level, via=step.via)
        for step in steps
    )


def set_reminder(
    about: About, about_id: UUID, number: int, since: datetime, chain: Chain
) -> ReminderSet:
    """The `number`-th clock of a task or a deal; its name follows, so that it is set once."""
    return ReminderSet(
        about=about,
        about_id=about_id,
        clock_id=ClockId(derived("clock", about, about_id, number)),
        since=since,
        steps=chain.steps,
        spacing_seconds=chain.spacing_seconds,
        on_duty=chain.on_duty,
    )


def reminder_id(clock: ClockId, step: int) -> ReminderId:
    """The name of a step of a clock."""
    return ReminderId(derived("reminder", clock, step))


def climb(
    about: About,
    about_id: UUID,
    reminder: Reminder | None,
    holder: EmployeeId | None,
    company: Company,
    now: datetime,
) -> list[Event]:
    """The next step of the chain, if it is due; none once it is done or somebody took it on."""
    if reminder is None or reminder.due_at is None or reminder.due_at > now:
        return []
    step = reminder.steps[reminder.step]
    employee = company.told(holder, reminder.on_duty, step.level)
    if employee is None:
        return [_skipped(about, about_id, reminder, step)]
    return [
        ReminderRaised(
            about=about,
            about_id=about_id,
            clock_id=reminder.clock_id,
            reminder_id=reminder_id(reminder.clock_id, reminder.step),
            step=reminder.step,
            employee_id=employee,
            via=step.via,
            due_at=step.due_at,
            since=reminder.since,
        )
    ]


def _skipped(about: About, about_id: UUID, reminder: Reminder, step: ClockStep) -> ReminderSkipped:
    return ReminderSkipped(
        about=about,
        about_id=about_id,
        clock_id=reminder.clock_id,
        step=reminder.step,
        reason=why_nobody(step.level),
    )


def acknowledge(
    about: About,
    about_id: UUID,
    reminder: Reminder | None,
    by: EmployeeId,
    told: ReminderId | None = None,
) -> list[Event]:
    """Take on what a clock is about. `told`: the step somebody answers; another clock's is stale.

    Raises:
        Conflict: somebody else has taken it on.
    """
    if reminder is None or reminder.acknowledged_by == by:
        return []
    step = _answered(reminder, told)
    if step is None:
        return []
    if reminder.acknowledged_by is not None:
        raise Conflict("somebody else has taken it on already")
    return [
        ReminderAcknowledged(
            about=about,
            about_id=about_id,
            clock_id=reminder.clock_id,
            reminder_id=reminder_id(reminder.clock_id, step),
            by=by,
        )
    ]


def _answered(reminder: Reminder, told: ReminderId | None) -> int | None:
    """The step that is answered; without its name the last that was climbed, or the first."""
    if told is None:
        return max(reminder.step - 1, 0)
    climbed = range(reminder.step)
    return next((n for n in climbed if reminder_id(reminder.clock_id, n) == told), None)
