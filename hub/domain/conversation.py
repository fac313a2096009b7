"""A conversation: what its events leave, as far as decisions need it."""

from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from contracts.conversation import (
    ConversationAssigned,
    ConversationClosed,
    ConversationLabelled,
    ConversationOpened,
    ConversationReopened,
    ConversationSnoozed,
    ConversationUnlabelled,
    ConversationWoken,
    MessageAttempted,
    MessageBounced,
    MessageDelayed,
    MessageEdited,
    MessageFailed,
    MessageQueued,
    MessageReceived,
    MessageSent,
    MessageUncertain,
    MessageWithdrawn,
    NoteAdded,
)
from contracts.event import Event, Recorded
from contracts.ids import ConversationId, EmployeeId, IdentityId, MessageId
from hub.domain import waiting as clocks
from hub.domain.delivery import FINAL, Delivery, DeliveryStatus
from hub.domain.waiting import Waiting

_REMEMBERED = 64


class Status(StrEnum):
    """Whether there is something to do."""

    NONE = "none"
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Snooze:
    """Out of sight until then; None: until the client writes."""

    until: datetime | None


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer: where it is on the log, and whose it is."""

    seq: int
    by: EmployeeId | None


@dataclass(frozen=True, slots=True)
class Conversation:
    """What decisions need to know.

    `outgoing` holds what is on its way and the last that arrived, so that a command that is given
    twice is recognised; `notes` likewise. `heard` is where the client's last word is on the log;
    `answers` are the last answer and, before it, the last of somebody else. `closed_with`: it is
    closed provided that this answer arrives.
    """

    status: Status = Status.NONE
    conversation_id: ConversationId | None = None
    identity_id: IdentityId | None = None
    channel: str = ""
    account: str = ""
    assignee: EmployeeId | None = None
    waiting: Waiting = field(default_factory=Waiting)
    outgoing: dict[UUID, Delivery] = field(default_factory=dict)
    notes: tuple[UUID, ...] = ()
    heard: int = 0
    answers: tuple[Answered, ...] = ()
    snooze: Snooze | None = None
    labels: tuple[str, ...] = ()
    closed_with: MessageId | None = None


def evolve(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    """What an event makes of the conversation."""
    after = _evolve(state, recorded)
    waiting = clocks.evolve(after.waiting, recorded)
    return after if waiting is after.waiting else replace(after, waiting=waiting)


def _evolve(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    match recorded.event:
        case ConversationOpened() as event:
            return _opened(state, event)
        case ConversationReopened():
            return _open(state)
        case MessageReceived() as event:
            return _received(state, event, recorded.seq)
        case MessageEdited():
            return replace(state, heard=recorded.seq)
        case ConversationClosed(answer=answer):
            return replace(state, status=Status.CLOSED, closed_with=answer, snooze=None)
        case ConversationAssigned(employee_id=employee):
            return replace(state, assignee=employee)
        case NoteAdded(message_id=note):
            return replace(state, notes=(*state.notes, note)[-_REMEMBERED:])
        case _:
            return _marked(state, recorded)


def _opened(state: Conversation, event: ConversationOpened) -> Conversation:
    return replace(
        state,
        status=Status.OPEN,
        conversation_id=event.conversation_id,
        identity_id=event.identity_id,
        channel=event.channel,
        account=event.account,
    )


def _open(state: Conversation) -> Conversation:
    return replace(state, status=Status.OPEN, closed_with=None)


def _received(state: Conversation, event: MessageReceived, seq: int) -> Conversation:
    """A person's word opens it and brings it into sight; a machine's does neither."""
    if event.machine or event.history:
        return state
    return replace(_open(state), snooze=None, heard=seq)


def _marked(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    match recorded.event:
        case ConversationSnoozed(until=until):
            return replace(state, snooze=Snooze(until))
        case ConversationWoken():
            return replace(state, snooze=None)
        case ConversationLabelled(label=label):
            return replace(state, labels=(*_other_labels(state, label), label))
        case ConversationUnlabelled(label=label):
            return replace(state, labels=_other_labels(state, label))
        case _:
            return _delivery(state, recorded)


def _other_labels(state: Conversation, label: str) -> tuple[str, ...]:
    return tuple(one for one in state.labels if one.casefold() != label.casefold())


def _delivery(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    seq = recorded.seq
    match recorded.event:
        case MessageQueued(message_id=message, send_at=send_at, by=by):
            answers = (Answered(seq, by), *(one for one in state.answers if one.by != by))[:2]
            queued = Delivery(until=send_at, seq=seq)
            return _with(replace(state, answers=answers), message, queued)
        case MessageAttempted(message_id=message, attempt=attempt):
            return _with(state, message, Delivery(DeliveryStatus.ATTEMPTED, attempt, seq=seq))
        case MessageDelayed(message_id=message, attempt=attempt, until=until):
            return _with(state, message, Delivery(DeliveryStatus.DELAYED, attempt, until, seq))
        case MessageSent(message_id=message, attempt=attempt):
            return _with(state, message, Delivery(DeliveryStatus.SENT, attempt, seq=seq))
        case _:
            return _not_delivered(state, recorded)


def _not_delivered(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    seq = recorded.seq
    match recorded.event:
        case MessageWithdrawn(message_id=message):
            return _undone(state, message, Delivery(DeliveryStatus.WITHDRAWN, seq=seq))
        case MessageFailed(message_id=message, attempt=attempt):
            return _undone(state, message, Delivery(DeliveryStatus.FAILED, attempt, seq=seq))
        case MessageUncertain(message_id=message, attempt=attempt):
            return _undone(state, message, Delivery(DeliveryStatus.UNCERTAIN, attempt, seq=seq))
        case MessageBounced(message_id=message):
            return _bounced(state, message, seq)
        case _:
            return state


def _bounced(state: Conversation, message: MessageId, seq: int) -> Conversation:
    before = state.outgoing.get(message)
    if before is None or before.status is not DeliveryStatus.SENT:
        return state
    return _undone(state, message, replace(before, status=DeliveryStatus.FAILED, seq=seq))


def _undone(state: Conversation, message: MessageId, delivery: Delivery) -> Conversation:
    """It does not reach the client: what it closed is open again."""
    after = _with(state, message, delivery)
    return _open(after) if state.closed_with == message else after


def _with(state: Conversation, message: MessageId, delivery: Delivery) -> Conversation:
    return replace(state, outgoing=remembered({**state.outgoing, message: delivery}))


def remembered(outgoing: dict[UUID, Delivery]) -> dict[UUID, Delivery]:
    """Everything on its way, and the last of what is done."""
    done = sorted((one.seq, id_) for id_, one in outgoing.items() if one.status in FINAL)
    forgotten = {id_ for _, id_ in done[:-_REMEMBERED]}
    return {id_: delivery for id_, delivery in outgoing.items() if id_ not in forgotten}
