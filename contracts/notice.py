"""Notices: what employees are told. One subject per employee: who was told, when, did it arrive."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.event import Event, Personal
from contracts.ids import ConversationId, EmployeeId, EscalationId, NoticeId
from contracts.inbound import AddressKind, Frozen


class Alarm(Frozen):
    """One escalation within a notice."""

    escalation_id: EscalationId
    conversation_id: ConversationId
    step: int
    waiting_since: datetime


class TidingKind(StrEnum):
    """What a tiding is about."""

    LEAD = "lead"
    """A lead is theirs now."""
    TASK = "task"
    """A task is due."""
    DEAL = "deal"
    """A deal has stood in its stage for too long."""
    STORE = "store"
    """A store fills up, or has room again; it is about the event that says so."""


class Tiding(Frozen):
    """Something an employee is to know that is no waiting client. `step` counts from 0."""

    tiding_id: UUID
    kind: TidingKind
    about_id: UUID
    since: datetime
    step: int = 0


class NoticeQueued(Event, name="notice.queued", schema=2):
    """An employee is to be told of these escalations: one, or a digest of several.

    The words are made when it is sent, so that no client's name stands here.
    """

    notice_id: NoticeId
    employee_id: EmployeeId
    kind: AddressKind
    to: Personal[str] = None
    channel: str
    account: str
    alarms: tuple[Alarm, ...] = ()
    tidings: tuple[Tiding, ...] = ()


class NoticeAttempted(Event, name="notice.attempted"):
    """The sender is about to hand it to the provider."""

    notice_id: NoticeId
    attempt: int


class NoticeSent(Event, name="notice.sent"):
    """The provider took it."""

    notice_id: NoticeId
    attempt: int
    own: str | None = None


class NoticeDelayed(Event, name="notice.delayed"):
    """It is tried again at `until`: an alarm that may not have arrived is sent again, marked so."""

    notice_id: NoticeId
    attempt: int
    until: datetime
    reason: str


class NoticeFailed(Event, name="notice.failed"):
    """The provider refused for good, or the tries are used up."""

    notice_id: NoticeId
    attempt: int
    reason: str


class NoticeUnaddressed(Event, name="notice.unaddressed", schema=2):
    """An employee should have been told, and has no address on any channel that works."""

    notice_id: NoticeId
    employee_id: EmployeeId
    alarms: tuple[Alarm, ...] = ()
    tidings: tuple[Tiding, ...] = ()
