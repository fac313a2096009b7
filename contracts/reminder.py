"""Reminders: the clock of a task or of a deal's stage, and the chain that climbs with it.

They stand on the subject of what they are about.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.conversation import ClockStep
from contracts.event import Event
from contracts.ids import ClockId, EmployeeId, ReminderId
from contracts.inbound import AddressKind


class About(StrEnum):
    """What has a clock."""

    TASK = "task"
    DEAL = "deal"


class ReminderSet(Event, name="reminder.set"):
    """A clock runs, instead of any before it. `steps` hold every due time, computed once.

    Level 0 is the assignee or owner; `on_duty` is told where there is none.
    """

    about: About
    about_id: UUID
    clock_id: ClockId
    since: datetime
    steps: tuple[ClockStep, ...]
    spacing_seconds: int = 60
    on_duty: EmployeeId | None = None


class ReminderRaised(Event, name="reminder.raised"):
    """It is late, and `employee_id` has to know. `step` counts from 0."""

    about: About
    about_id: UUID
    clock_id: ClockId
    reminder_id: ReminderId
    step: int
    employee_id: EmployeeId
    via: tuple[AddressKind, ...]
    due_at: datetime
    since: datetime


class ReminderSkipped(Event, name="reminder.skipped"):
    """A step of the chain had nobody to tell."""

    about: About
    about_id: UUID
    clock_id: ClockId
    step: int
    reason: str


class ReminderAcknowledged(Event, name="reminder.acknowledged"):
    """Somebody who was told said: mine. The chain climbs no further for this clock."""

    about: About
    about_id: UUID
    clock_id: ClockId
    reminder_id: ReminderId
    by: EmployeeId
