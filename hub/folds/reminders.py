"""Reminders: which task or deal is late when, and who has to be told of what?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.deal import DealLost, DealMoved, DealReopened, DealWon
from contracts.event import Event, Recorded
from contracts.ids import EmployeeId, derived
from contracts.inbound import AddressKind
from contracts.lead import LeadAssigned
from contracts.notice import NoticeQueued, NoticeUnaddressed, Tiding, TidingKind
from contracts.reminder import (
    About,
    ReminderAcknowledged,
    ReminderRaised,
    ReminderSet,
    ReminderSkipped,
)
from contracts.task import TaskCancelled, TaskDone, TaskRescheduled
from hub.domain import reminder as clocks
from hub.domain.reminder import Reminder
from projections.kit import Key, Projection, Table

LEAD_VIA = (AddressKind.TELEGRAM, AddressKind.EMAIL)
"""How somebody is told of a lead that is theirs now."""


@dataclass(frozen=True, slots=True)
class ReminderRow:
    """A clock that runs. `due_at` is empty when its chain has ended or somebody took it on."""

    about_id: UUID
    about: About
    reminder: Reminder
    due_at: datetime | None


REMINDERS = Table(
    "reminders",
    ReminderRow,
    key=("about_id",),
    indexes=("(due_at) WHERE due_at IS NOT NULL",),
)


def _tick(row: ReminderRow | None, recorded: Recorded[Event], key: Key) -> ReminderRow | None:
    reminder = clocks.evolve(row.reminder if row else None, recorded)
    about = getattr(recorded.event, "about")  # noqa: B009 - each of these has one; their base has not
    return ReminderRow(key[0], about, reminder, reminder.due_at) if reminder else None


for _event in (ReminderSet, ReminderRaised, ReminderSkipped, ReminderAcknowledged):
    REMINDERS.each(_event, keys=lambda e: [(getattr(e.event, "about_id"),)])(_tick)  # noqa: B009 - as above


def _over(_: ReminderRow | None, __: Recorded[Event], ___: Key) -> None:
    """The clock is gone; one for what comes next is set right after."""


for _finished in (TaskDone, TaskCancelled, TaskRescheduled):
    REMINDERS.each(_finished, keys=lambda e: [(getattr(e.event, "task_id"),)])(_over)  # noqa: B009 - as above
for _left in (DealMoved, DealWon, DealLost, DealReopened):
    REMINDERS.each(_left, keys=lambda e: [(getattr(e.event, "deal_id"),)])(_over)  # noqa: B009 - as above


@dataclass(frozen=True, slots=True)
class TidingRow:
    """Something an employee has to know. `told_at` is empty until a notice carries it.

    `slot` is the lead, or the reminder: whoever gets a lead next is told instead of the one before.
    """

    slot: UUID
    tiding_id: UUID
    seq: int
    employee_id: EmployeeId
    kind: TidingKind
    about_id: UUID
    since: datetime
    step: int
    via: tuple[AddressKind, ...]
    raised_at: datetime
    told_at: datetime | None = None


TIDINGS = Table(
    "tidings",
    TidingRow,
    key=("slot",),
    indexes=("(employee_id, seq) WHERE told_at IS NULL",),
)


@TIDINGS.each(LeadAssigned, keys=lambda e: [(e.event.lead_id,)])
def assigned(_: TidingRow | None, recorded: Recorded[LeadAssigned], key: Key) -> TidingRow | None:
    """A lead is somebody's now; whoever took it by hand knows."""
    event = recorded.event
    if event.employee_id is None or recorded.actor == f"employee:{event.employee_id}":
        return None
    return TidingRow(
        slot=key[0],
        tiding_id=derived("tiding", recorded.id),
        seq=recorded.seq,
        employee_id=event.employee_id,
        kind=TidingKind.LEAD,
        about_id=event.lead_id,
        since=recorded.at,
        step=0,
        via=LEAD_VIA,
        raised_at=recorded.at,
    )


@TIDINGS.opens(ReminderRaised, key=lambda e: (e.event.reminder_id,))
def raised(row: TidingRow | None, recorded: Recorded[ReminderRaised]) -> TidingRow:
    """A task is due, or a deal stands still."""
    event = recorded.event
    return row or TidingRow(
        slot=event.reminder_id,
        tiding_id=event.reminder_id,
        seq=recorded.seq,
        employee_id=event.employee_id,
        kind=TidingKind(event.about),
        about_id=event.about_id,
        since=event.since,
        step=event.step,
        via=event.via,
        raised_at=recorded.at,
    )


def _slots(tidings: tuple[Tiding, ...]) -> list[Key]:
    return [(t.about_id if t.kind is TidingKind.LEAD else t.tiding_id,) for t in tidings]


def _told(
    row: TidingRow | None, recorded: Recorded[NoticeQueued | NoticeUnaddressed], _: Key
) -> TidingRow | None:
    """Told of this very one: a lead may have gone to somebody else meanwhile."""
    carried = {tiding.tiding_id for tiding in recorded.event.tidings}
    if row is None or row.tiding_id not in carried:
        return row
    return replace(row, told_at=row.told_at or recorded.at)


TIDINGS.each(NoticeQueued, keys=lambda e: _slots(e.event.tidings))(_told)
TIDINGS.each(NoticeUnaddressed, keys=lambda e: _slots(e.event.tidings))(_told)


reminders = Projection(
    "reminders",
    version=1,
    question="Which task or deal is late when, and who has to be told of what?",
    tables=(REMINDERS, TIDINGS),
)
