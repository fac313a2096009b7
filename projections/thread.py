"""Thread: what was said in a conversation, in the order of the log, and did it arrive?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.conversation import (
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
from contracts.event import Recorded
from contracts.ids import ConversationId, EmployeeId, IdentityId, MessageId
from contracts.inbound import Attachment, Machine
from projections.kit import Projection, Table


@dataclass(frozen=True, slots=True)
class ThreadRow:
    """A message or a note. `direction` is in, out or note; `state` says how a message out fares.

    `again`: the message that this one repeats. `mentions`: who was asked to look at a note.
    """

    message_id: MessageId
    conversation_id: ConversationId
    seq: int
    at: datetime
    direction: str
    text: str | None
    subject: str | None = None
    html: str | None = None
    raw: str | None = None
    attachments: tuple[Attachment, ...] = ()
    identity_id: IdentityId | None = None
    by: EmployeeId | None = None
    arrived_at: datetime | None = None
    machine: Machine | None = None
    history: bool = False
    unreadable: str | None = None
    rule: str | None = None
    suggests: ConversationId | None = None
    state: str | None = None
    reason: str | None = None
    until: datetime | None = None
    edited_at: datetime | None = None
    send_at: datetime | None = None
    again: MessageId | None = None
    mentions: tuple[EmployeeId, ...] = ()


THREAD = Table(
    "thread",
    ThreadRow,
    key=("message_id",),
    indexes=("(conversation_id, seq)", "(identity_id)"),
)


@THREAD.opens(MessageReceived, key=lambda e: (e.event.message_id,))
def received(row: ThreadRow | None, recorded: Recorded[MessageReceived]) -> ThreadRow:
    """The client said something."""
    event = recorded.event
    return row or ThreadRow(
        message_id=event.message_id,
        conversation_id=event.conversation_id,
        seq=recorded.seq,
        at=recorded.at,
        direction="in",
        text=event.text,
        subject=event.subject,
        html=event.html,
        raw=event.raw,
        attachments=event.attachments or (),
        identity_id=event.identity_id,
        arrived_at=event.arrived_at,
        machine=event.machine,
        history=event.history,
        unreadable=event.unreadable,
        rule=event.threaded.rule,
        suggests=event.threaded.suggests,
    )


@THREAD.on(MessageEdited, key=lambda e: (e.event.message_id,))
def edited(row: ThreadRow, recorded: Recorded[MessageEdited]) -> ThreadRow:
    """The client put other words there, or another file."""
    event = recorded.event
    return replace(
        row,
        text=event.text,
        attachments=event.attachments or row.attachments,
        unreadable=None if event.attachments else event.unreadable or row.unreadable,
        edited_at=recorded.at,
    )


@THREAD.opens(MessageQueued, key=lambda e: (e.event.message_id,))
def queued(row: ThreadRow | None, recorded: Recorded[MessageQueued]) -> ThreadRow:
    """An employee answered."""
    event = recorded.event
    return row or ThreadRow(
        message_id=event.message_id,
        conversation_id=event.conversation_id,
        seq=recorded.seq,
        at=recorded.at,
        direction="out",
        text=event.text,
        subject=event.subject,
        by=event.by,
        state="queued",
        attachments=event.attachments or (),
        send_at=event.send_at,
        again=event.again,
    )


@THREAD.opens(NoteAdded, key=lambda e: (e.event.message_id,))
def noted(row: ThreadRow | None, recorded: Recorded[NoteAdded]) -> ThreadRow:
    """An employee wrote something for colleagues."""
    event = recorded.event
    return row or ThreadRow(
        message_id=event.message_id,
        conversation_id=event.conversation_id,
        seq=recorded.seq,
        at=recorded.at,
        direction="note",
        text=event.text,
        by=event.by,
        mentions=event.mentions,
    )


@THREAD.on(MessageWithdrawn, key=lambda e: (e.event.message_id,))
def withdrawn(row: ThreadRow, _: Recorded[MessageWithdrawn]) -> ThreadRow:
    """It was taken back and never leaves."""
    return replace(row, state="withdrawn", reason=None, until=None)


@THREAD.on(MessageAttempted, key=lambda e: (e.event.message_id,))
def attempted(row: ThreadRow, _: Recorded[MessageAttempted]) -> ThreadRow:
    """It is on its way."""
    return replace(row, state="attempted", until=None)


@THREAD.on(MessageSent, key=lambda e: (e.event.message_id,))
def sent(row: ThreadRow, _: Recorded[MessageSent]) -> ThreadRow:
    """The provider took it."""
    return replace(row, state="sent", reason=None)


@THREAD.on(MessageDelayed, key=lambda e: (e.event.message_id,))
def delayed(row: ThreadRow, recorded: Recorded[MessageDelayed]) -> ThreadRow:
    """It is tried again later."""
    event = recorded.event
    return replace(row, state="delayed", reason=event.reason, until=event.until)


@THREAD.on(MessageFailed, key=lambda e: (e.event.message_id,))
def failed(row: ThreadRow, recorded: Recorded[MessageFailed]) -> ThreadRow:
    """The provider refused for good."""
    return replace(row, state="failed", reason=recorded.event.reason)


@THREAD.on(MessageUncertain, key=lambda e: (e.event.message_id,))
def uncertain(row: ThreadRow, recorded: Recorded[MessageUncertain]) -> ThreadRow:
    """A person decides."""
    return replace(row, state="uncertain", reason=recorded.event.reason)


@THREAD.on(MessageBounced, key=lambda e: (e.event.message_id,))
def bounced(row: ThreadRow, recorded: Recorded[MessageBounced]) -> ThreadRow:
    """It did not arrive after all."""
    return replace(row, state="bounced", reason=recorded.event.reason)


thread = Projection(
    "thread",
    version=3,
    question="What was said in a conversation, in the order of the log, and did it arrive?",
    tables=(THREAD,),
)
