"""Delivery: what is still to be brought to somebody, and through which account?"""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from contracts.confirmation import ConfirmationQueued
from contracts.conversation import (
    MessageAttempted,
    MessageDelayed,
    MessageFailed,
    MessageQueued,
    MessageSent,
    MessageUncertain,
    MessageWithdrawn,
)
from contracts.event import Event, Recorded
from contracts.notice import (
    NoticeAttempted,
    NoticeDelayed,
    NoticeFailed,
    NoticeQueued,
    NoticeSent,
)
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class DeliveryRow:
    """Something on its way out; the row goes when it has arrived, failed, or nobody can say.

    `subject` is where its history stands; `queued_seq` the position of what it says; `until`: not
    before.
    """

    message_id: UUID
    subject: str
    account: str
    queued_seq: int
    queued_at: datetime
    attempt: int = 0
    status: str = "queued"
    until: datetime | None = None


DELIVERY = Table("delivery", DeliveryRow, key=("message_id",), indexes=("(account, queued_seq)",))


def _queued(row: DeliveryRow | None, recorded: Recorded[Event], id_: UUID, acc: str) -> DeliveryRow:
    return row or DeliveryRow(id_, str(recorded.subject), acc, recorded.seq, recorded.at)


@DELIVERY.opens(MessageQueued, key=lambda e: (e.event.message_id,))
def message_queued(row: DeliveryRow | None, recorded: Recorded[MessageQueued]) -> DeliveryRow:
    """An answer for a client, perhaps not before its time."""
    event = recorded.event
    return row or replace(
        _queued(None, recorded, event.message_id, event.account), until=event.send_at
    )


@DELIVERY.opens(NoticeQueued, key=lambda e: (e.event.notice_id,))
def notice_queued(row: DeliveryRow | None, recorded: Recorded[NoticeQueued]) -> DeliveryRow:
    """An alarm for an employee."""
    return _queued(row, recorded, recorded.event.notice_id, recorded.event.account)


@DELIVERY.opens(ConfirmationQueued, key=lambda e: (e.event.notice_id,))
def confirmation_queued(
    row: DeliveryRow | None, recorded: Recorded[ConfirmationQueued]
) -> DeliveryRow:
    """A confirmation for a visitor; what becomes of it is told as of a notice."""
    return _queued(row, recorded, recorded.event.notice_id, recorded.event.account)


@DELIVERY.on(MessageAttempted, key=lambda e: (e.event.message_id,))
def message_attempted(row: DeliveryRow, recorded: Recorded[MessageAttempted]) -> DeliveryRow:
    """It was handed to the provider."""
    return replace(row, status="attempted", attempt=recorded.event.attempt, until=None)


@DELIVERY.on(NoticeAttempted, key=lambda e: (e.event.notice_id,))
def notice_attempted(row: DeliveryRow, recorded: Recorded[NoticeAttempted]) -> DeliveryRow:
    """It was handed to the provider."""
    return replace(row, status="attempted", attempt=recorded.event.attempt, until=None)


@DELIVERY.on(MessageDelayed, key=lambda e: (e.event.message_id,))
def message_delayed(row: DeliveryRow, recorded: Recorded[MessageDelayed]) -> DeliveryRow:
    """It is tried again later."""
    return replace(row, status="delayed", until=recorded.event.until)


@DELIVERY.on(NoticeDelayed, key=lambda e: (e.event.notice_id,))
def notice_delayed(row: DeliveryRow, recorded: Recorded[NoticeDelayed]) -> DeliveryRow:
    """It is tried again later."""
    return replace(row, status="delayed", until=recorded.event.until)


def _done(_: DeliveryRow, __: Recorded[Event]) -> None:
    """Nothing is left to do."""


DELIVERY.on(MessageSent, key=lambda e: (e.event.message_id,))(_done)
DELIVERY.on(MessageFailed, key=lambda e: (e.event.message_id,))(_done)
DELIVERY.on(MessageUncertain, key=lambda e: (e.event.message_id,))(_done)
DELIVERY.on(MessageWithdrawn, key=lambda e: (e.event.message_id,))(_done)
DELIVERY.on(NoticeSent, key=lambda e: (e.event.notice_id,))(_done)
DELIVERY.on(NoticeFailed, key=lambda e: (e.event.notice_id,))(_done)


delivery = Projection(
    "delivery",
    version=2,
    question="What is still to be brought to somebody, and through which account?",
    tables=(DELIVERY,),
)
