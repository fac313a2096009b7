"""Clocks: which client waits, since when, and when does the chain climb next?"""

from dataclasses import dataclass, field, replace
from datetime import datetime

from contracts.conversation import (
    AnswerWaived,
    ClockStarted,
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
from contracts.ids import ConversationId, EmployeeId, EscalationId, NoticeId
from contracts.inbound import AddressKind
from contracts.notice import Alarm, NoticeQueued, NoticeUnaddressed, Tiding
from hub.domain import waiting as clocks_of
from hub.domain.waiting import Waiting
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class ClockRow:
    """A conversation in which somebody waits or an answer is on its way.

    `due_at` is empty while the clock is paused, or when the chain has ended.
    """

    conversation_id: ConversationId
    waiting: Waiting = field(default_factory=Waiting)
    waiting_since: datetime | None = None
    due_at: datetime | None = None
    step: int | None = None
    acknowledged_by: EmployeeId | None = None


CLOCKS = Table(
    "clocks",
    ClockRow,
    key=("conversation_id",),
    indexes=("(due_at) WHERE due_at IS NOT NULL", "(waiting_since)"),
)


def _tick(row: ClockRow | None, recorded: Recorded[Event], key: Key) -> ClockRow | None:
    before = row.waiting if row else Waiting()
    waiting = clocks_of.evolve(before, recorded)
    if not waiting.clocks and not waiting.answers:
        return None
    running = waiting.running
    return ClockRow(
        conversation_id=key[0],
        waiting=waiting,
        waiting_since=running.waiting_since if running else None,
        due_at=waiting.due_at,
        step=running.step if running else None,
        acknowledged_by=running.acknowledged_by if running else None,
    )


for _event in (
    ClockStarted,
    MessageQueued,
    MessageSent,
    MessageFailed,
    MessageUncertain,
    MessageWithdrawn,
    AnswerWaived,
    ConversationClosed,
    EscalationRaised,
    EscalationSkipped,
    EscalationAcknowledged,
):
    CLOCKS.each(_event, keys=lambda e: [(getattr(e.event, "conversation_id"),)])(_tick)  # noqa: B009 - each of these has one; their base has not


@dataclass(frozen=True, slots=True)
class AlarmRow:
    """An escalation. `told_at` is empty until a notice carries it."""

    escalation_id: EscalationId
    seq: int
    conversation_id: ConversationId
    employee_id: EmployeeId
    step: int
    via: tuple[AddressKind, ...]
    waiting_since: datetime
    raised_at: datetime
    told_at: datetime | None = None
    acknowledged_at: datetime | None = None


ALARMS = Table(
    "alarms",
    AlarmRow,
    key=("escalation_id",),
    indexes=("(employee_id, seq) WHERE told_at IS NULL", "(conversation_id)"),
)


@ALARMS.opens(EscalationRaised, key=lambda e: (e.event.escalation_id,))
def raised(row: AlarmRow | None, recorded: Recorded[EscalationRaised]) -> AlarmRow:
    """A client waited too long."""
    event = recorded.event
    return row or AlarmRow(
        escalation_id=event.escalation_id,
        seq=recorded.seq,
        conversation_id=event.conversation_id,
        employee_id=event.employee_id,
        step=event.step,
        via=event.via,
        waiting_since=event.waiting_since,
        raised_at=recorded.at,
    )


def _ids(alarms: tuple[Alarm, ...]) -> list[Key]:
    return [(alarm.escalation_id,) for alarm in alarms]


def _told(row: AlarmRow | None, recorded: Recorded[Event], _: Key) -> AlarmRow | None:
    return row and replace(row, told_at=row.told_at or recorded.at)


ALARMS.each(NoticeQueued, keys=lambda e: _ids(e.event.alarms))(_told)
ALARMS.each(NoticeUnaddressed, keys=lambda e: _ids(e.event.alarms))(_told)


@ALARMS.on(EscalationAcknowledged, key=lambda e: (e.event.escalation_id,))
def acknowledged(row: AlarmRow, recorded: Recorded[EscalationAcknowledged]) -> AlarmRow:
    """Somebody took it on."""
    return replace(row, acknowledged_at=recorded.at)


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """What a notice speaks of, so that an employee may answer it."""

    notice_id: NoticeId
    employee_id: EmployeeId
    alarms: tuple[Alarm, ...]
    tidings: tuple[Tiding, ...] = ()


NOTICES = Table("notices", NoticeRow, key=("notice_id",))


@NOTICES.opens(NoticeQueued, key=lambda e: (e.event.notice_id,))
def noticed(row: NoticeRow | None, recorded: Recorded[NoticeQueued]) -> NoticeRow:
    """An employee is told."""
    event = recorded.event
    return row or NoticeRow(event.notice_id, event.employee_id, event.alarms, event.tidings)


clocks = Projection(
    "clocks",
    version=3,
    question="Which client waits, since when, and when does the chain climb next?",
    tables=(CLOCKS, ALARMS, NOTICES),
)
