"""A conversation: what its events leave, as far as decisions need it."""

from dataclasses import dataclass, field, replace
from enum import StrEnum
from uuid import UUID

from contracts.conversation import (
    ConversationAssigned,
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
    MessageAttempted,
    MessageDelayed,
    MessageFailed,
    MessageQueued,
    MessageReceived,
    MessageSent,
    MessageUncertain,
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
class Conversation:
    """What decisions need to know.

    `outgoing` holds what is on its way and the last that arrived, so that a command that is given
    twice is recognised; `notes` likewise.
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


def evolve(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    """What an event makes of the conversation."""
    after = _evolve(state, recorded)
    waiting = clocks.evolve(after.waiting, recorded)
    return after if waiting is after.waiting else replace(after, waiting=waiting)


def _evolve(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    match recorded.event:
        case ConversationOpened() as event:
            return _opened(state, event)
        case ConversationReopened() | MessageReceived() as event:
            return replace(state, status=Status.OPEN) if _reopens(event) else state
        case ConversationClosed():
            return replace(state, status=Status.CLOSED)
        case ConversationAssigned(employee_id=employee):
            return replace(state, assignee=employee)
        case NoteAdded(message_id=note):
            return replace(state, notes=(*state.notes, note)[-_REMEMBERED:])
        case _:
            return _delivery(state, recorded)


def _opened(state: Conversation, event: ConversationOpened) -> Conversation:
    return replace(
        state,
        status=Status.OPEN,
        conversation_id=event.conversation_id,
        identity_id=event.identity_id,
        channel=event.channel,
        account=event.account,
    )


def _reopens(event: ConversationReopened | MessageReceived) -> bool:
    return not (isinstance(event, MessageReceived) and (event.machine or event.history))


def _delivery(state: Conversation, recorded: Recorded[Event]) -> Conversation:
    seq = recorded.seq
    match recorded.event:
        case MessageQueued(message_id=message):
            return _with(state, message, Delivery(seq=seq))
        case MessageAttempted(message_id=message, attempt=attempt):
            return _with(state, message, Delivery(DeliveryStatus.ATTEMPTED, attempt, seq=seq))
        case MessageDelayed(message_id=message, attempt=attempt, until=until):
            return _with(state, message, Delivery(DeliveryStatus.DELAYED, attempt, until, seq))
        case MessageSent(message_id=message, attempt=attempt):
            return _with(state, message, Delivery(DeliveryStatus.SENT, attempt, seq=seq))
        case MessageFailed(message_id=message, attempt=attempt):
            return _with(state, message, Delivery(DeliveryStatus.FAILED, attempt, seq=seq))
        case MessageUncertain(message_id=message, attempt=attempt):
            return _with(state, message, Delivery(DeliveryStatus.UNCERTAIN, attempt, seq=seq))
        case _:
            return state


def _with(state: Conversation, message: MessageId, delivery: Delivery) -> Conversation:
    return replace(state, outgoing=remembered({**state.outgoing, message: delivery}))


def remembered(outgoing: dict[UUID, Delivery]) -> dict[UUID, Delivery]:
    """Everything on its way, and the last of what is done."""
    done = sorted((one.seq, id_) for id_, one in outgoing.items() if one.status in FINAL)
    forgotten = {id_ for _, id_ in done[:-_REMEMBERED]}
    return {id_: delivery for id_, delivery in outgoing.items() if id_ not in forgotten}
