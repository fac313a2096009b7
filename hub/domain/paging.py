"""Paging: what an employee or a visitor was told, and what is still on its way to them."""

from dataclasses import dataclass, field, replace
from uuid import UUID

from contracts.confirmation import ConfirmationQueued
from contracts.event import Event, Recorded
from contracts.ids import NoticeId
from contracts.notice import (
    NoticeAttempted,
    NoticeDelayed,
    NoticeFailed,
    NoticeQueued,
    NoticeSent,
    NoticeUnaddressed,
)
from hub.domain.conversation import remembered
from hub.domain.delivery import Delivery, DeliveryStatus

_REMEMBERED = 256


@dataclass(frozen=True, slots=True)
class Pager:
    """The notices of one employee, or the confirmations to one address.

    `told` holds the last alarms and tidings that they were told.
    """

    outgoing: dict[UUID, Delivery] = field(default_factory=dict)
    told: tuple[UUID, ...] = ()


def evolve(state: Pager, recorded: Recorded[Event]) -> Pager:
    """What an event makes of it."""
    seq = recorded.seq
    match recorded.event:
        case NoticeQueued(notice_id=notice):
            return replace(
                _with(state, notice, Delivery(seq=seq)), told=_told(state, recorded.event)
            )
        case ConfirmationQueued(notice_id=notice):
            return _with(state, notice, Delivery(seq=seq))
        case NoticeUnaddressed():
            return replace(state, told=_told(state, recorded.event))
        case NoticeAttempted(notice_id=notice, attempt=attempt):
            return _with(state, notice, Delivery(DeliveryStatus.ATTEMPTED, attempt, seq=seq))
        case NoticeDelayed(notice_id=notice, attempt=attempt, until=until):
            return _with(state, notice, Delivery(DeliveryStatus.DELAYED, attempt, until, seq))
        case NoticeSent(notice_id=notice, attempt=attempt):
            return _with(state, notice, Delivery(DeliveryStatus.SENT, attempt, seq=seq))
        case NoticeFailed(notice_id=notice, attempt=attempt):
            return _with(state, notice, Delivery(DeliveryStatus.FAILED, attempt, seq=seq))
        case _:
            return state


def _told(state: Pager, event: NoticeQueued | NoticeUnaddressed) -> tuple[UUID, ...]:
    alarms = (alarm.escalation_id for alarm in event.alarms)
    new = (*alarms, *(tiding.tiding_id for tiding in event.tidings))
    return (*(id_ for id_ in state.told if id_ not in new), *new)[-_REMEMBERED:]


def _with(state: Pager, notice: NoticeId, delivery: Delivery) -> Pager:
    return replace(state, outgoing=remembered({**state.outgoing, notice: delivery}))
