"""Notices: what employees are told. One subject per employee: who was told, when, did it arrive."""

from datetime import datetime

from contracts.event import Event, Personal
from contracts.ids import ConversationId, EmployeeId, EscalationId, NoticeId
from contracts.inbound import AddressKind, Frozen


class Alarm(Frozen):
    """One escalation within a notice."""

    escalation_id: EscalationId
    conversation_id: ConversationId
    step: int
    waiting_since: datetime


class NoticeQueued(Event, name="notice.queued"):
    """An employee is to be told of these escalations: one, or a digest of several.

    The words are made when it is sent, so that no client's name stands here.
    """

    notice_id: NoticeId
    employee_id: EmployeeId
    kind: AddressKind
    to: Personal[str] = None
    channel: str
    account: str
    alarms: tuple[Alarm, ...]


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


class NoticeUnaddressed(Event, name="notice.unaddressed"):
    """An employee should have been told, and has no address on any channel that works."""

    notice_id: NoticeId
    employee_id: EmployeeId
    alarms: tuple[Alarm, ...]
