"""What an employee may do with a conversation: decide, nothing else."""

from dataclasses import dataclass
from datetime import datetime

from contracts.conversation import (
    AnswerWaived,
    ConversationAssigned,
    ConversationClosed,
    ConversationReopened,
    EscalationAcknowledged,
    MessageQueued,
    NoteAdded,
)
from contracts.errors import Conflict, Invalid, NotFound
from contracts.event import Event
from contracts.ids import ClockId, ConversationId, EmployeeId, EscalationId, MessageId
from contracts.inbound import Attachment
from hub.domain.conversation import Conversation, Status
from hub.domain.delivery import UNDELIVERED
from hub.domain.guarding import refuse_unseen
from hub.domain.labelling import Label, Unlabel, label, unlabel
from hub.domain.snoozing import PutOff, Wake, put_off, wake
from hub.domain.withdrawing import Withdraw, withdraw


@dataclass(frozen=True, slots=True)
class Reply:
    """Answer the client, where they asked.

    `seen`: the position on the log up to which the employee has read (None: nobody asks).
    `send_at`: not before. `again`: what it repeats. `closes`: there is nothing left to do then.
    """

    message_id: MessageId
    text: str
    by: EmployeeId | None
    subject: str | None = None
    reply_ref: str | None = None
    text_limit: int | None = None
    seen: int | None = None
    send_at: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    again: MessageId | None = None
    closes: bool = False


@dataclass(frozen=True, slots=True)
class Note:
    """Write something for colleagues, and ask some of them to look."""

    message_id: MessageId
    text: str
    by: EmployeeId | None
    mentions: tuple[EmployeeId, ...] = ()


@dataclass(frozen=True, slots=True)
class Assign:
    """Make somebody responsible, or nobody."""

    employee_id: EmployeeId | None


@dataclass(frozen=True, slots=True)
class Close:
    """There is nothing left to do."""


@dataclass(frozen=True, slots=True)
class Reopen:
    """There is something to do after all."""


@dataclass(frozen=True, slots=True)
class WaiveAnswer:
    """No answer is needed."""


@dataclass(frozen=True, slots=True)
class Acknowledge:
    """Take on what an escalation is about."""

    clock_id: ClockId
    escalation_id: EscalationId
    by: EmployeeId


Marking = PutOff | Wake | Label | Unlabel
Command = Reply | Withdraw | Note | Assign | Close | Reopen | WaiveAnswer | Acknowledge | Marking


def decide(state: Conversation, command: Command) -> list[Event]:
    """The facts that follow from a command; none where it has been done already.

    Raises:
        NotFound: there is no such conversation.
        Conflict: it cannot be done in this state.
        Invalid: the words are missing or too many.
    """
    id_ = state.conversation_id
    if id_ is None:
        raise NotFound("there is no such conversation")
    match command:
        case Reply():
            return _reply(state, id_, command)
        case Withdraw():
            return withdraw(state, id_, command)
        case Note():
            return _note(state, id_, command)
        case Assign(employee_id=employee):
            event = ConversationAssigned(conversation_id=id_, employee_id=employee)
            return [] if state.assignee == employee else [event]
        case Close():
            closed = state.status is Status.CLOSED
            return [] if closed else [ConversationClosed(conversation_id=id_)]
        case Reopen():
            open_ = state.status is Status.OPEN
            return [] if open_ else [ConversationReopened(conversation_id=id_)]
        case WaiveAnswer():
            return [AnswerWaived(conversation_id=id_)] if state.waiting.clocks else []
        case Acknowledge():
            return _acknowledge(state, id_, command)
        case PutOff() | Wake() | Label() | Unlabel():
            return _mark(state, id_, command)


def _mark(state: Conversation, id_: ConversationId, command: Marking) -> list[Event]:
    match command:
        case PutOff():
            return put_off(state, id_, command)
        case Wake():
            return wake(state, id_)
        case Label():
            return label(state, id_, command)
        case Unlabel():
            return unlabel(state, id_, command)


def _reply(state: Conversation, id_: ConversationId, command: Reply) -> list[Event]:
    if command.message_id in state.outgoing:
        return []
    if command.text.strip() or not command.attachments:
        _refuse_words(command.text, command.text_limit)
    refuse_unseen(state, command.seen, command.by)
    _refuse_repeating(state, command.again)
    queued = _queued(state, id_, command)
    if not command.closes or state.status is Status.CLOSED:
        return [queued]
    return [queued, ConversationClosed(conversation_id=id_, answer=command.message_id)]


def _queued(state: Conversation, id_: ConversationId, command: Reply) -> MessageQueued:
    return MessageQueued(
        conversation_id=id_,
        message_id=command.message_id,
        channel=state.channel,
        account=state.account,
        text=command.text,
        subject=command.subject,
        reply_ref=command.reply_ref,
        by=command.by,
        send_at=command.send_at,
        attachments=command.attachments or None,
        again=command.again,
    )


def _refuse_repeating(state: Conversation, again: MessageId | None) -> None:
    """What was long ago is remembered no more; whoever asks has seen how it ended."""
    before = state.outgoing.get(again) if again else None
    if before is not None and before.status not in UNDELIVERED:
        raise Conflict("only what failed or stays uncertain is sent again")


def _refuse_words(text: str, limit: int | None) -> None:
    if not text.strip():
        raise Invalid("there are no words in it", field="text")
    if limit and len(text) > limit:
        raise Invalid(f"this channel takes {limit} characters, not {len(text)}", field="text")


def _note(state: Conversation, id_: ConversationId, command: Note) -> list[Event]:
    if command.message_id in state.notes:
        return []
    _refuse_words(command.text, None)
    return [
        NoteAdded(
            conversation_id=id_,
            message_id=command.message_id,
            text=command.text,
            by=command.by,
            mentions=command.mentions,
        )
    ]


def _acknowledge(state: Conversation, id_: ConversationId, command: Acknowledge) -> list[Event]:
    clock = next((c for c in state.waiting.clocks if c.clock_id == command.clock_id), None)
    if clock is None or clock.acknowledged_by == command.by:
        return []
    if clock.acknowledged_by is not None:
        raise Conflict("somebody else has taken it on already")
    return [
        EscalationAcknowledged(
            conversation_id=id_,
            clock_id=command.clock_id,
            escalation_id=command.escalation_id,
            by=command.by,
        )
    ]
