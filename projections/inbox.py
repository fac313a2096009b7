"""Inbox: which conversations are there, who holds them, what was said last?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.conversation import (
    ConversationAssigned,
    ConversationClosed,
    ConversationOpened,
    ConversationReopened,
    MessageQueued,
    MessageReceived,
)
from contracts.event import Recorded
from contracts.ids import ConversationId, EmployeeId, IdentityId
from projections.kit import Projection, Table

_PREVIEW = 200


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A conversation as the list shows it; `reply_ref` is what the channel wants back."""

    conversation_id: ConversationId
    identity_id: IdentityId
    channel: str
    account: str
    subject: str | None
    status: str
    assignee_id: EmployeeId | None
    opened_at: datetime
    last_at: datetime
    last_text: str | None = None
    last_direction: str | None = None
    messages: int = 0
    reply_ref: str | None = None


INBOX = Table(
    "inbox",
    InboxRow,
    key=("conversation_id",),
    indexes=("(status, last_at, conversation_id)", "(assignee_id)", "(identity_id)"),
)


@INBOX.opens(ConversationOpened, key=lambda e: (e.event.conversation_id,))
def opened(row: InboxRow | None, recorded: Recorded[ConversationOpened]) -> InboxRow:
    """Somebody wrote where there was no conversation."""
    event = recorded.event
    return row or InboxRow(
        conversation_id=event.conversation_id,
        identity_id=event.identity_id,
        channel=event.channel,
        account=event.account,
        subject=event.subject,
        status="open",
        assignee_id=None,
        opened_at=recorded.at,
        last_at=recorded.at,
    )


@INBOX.on(MessageReceived, key=lambda e: (e.event.conversation_id,))
def received(row: InboxRow, recorded: Recorded[MessageReceived]) -> InboxRow:
    """The client wrote; a closed conversation is open again, unless a machine wrote."""
    event = recorded.event
    silent = event.machine or event.history
    return replace(
        row,
        status=row.status if silent else "open",
        last_at=recorded.at,
        last_text=(event.text or "")[:_PREVIEW],
        last_direction="in",
        messages=row.messages + 1,
        subject=event.subject or row.subject,
        reply_ref=event.reply_ref or row.reply_ref,
    )


@INBOX.on(MessageQueued, key=lambda e: (e.event.conversation_id,))
def queued(row: InboxRow, recorded: Recorded[MessageQueued]) -> InboxRow:
    """An employee answered."""
    return replace(
        row,
        last_at=recorded.at,
        last_text=(recorded.event.text or "")[:_PREVIEW],
        last_direction="out",
        messages=row.messages + 1,
    )


@INBOX.on(ConversationAssigned, key=lambda e: (e.event.conversation_id,))
def assigned(row: InboxRow, recorded: Recorded[ConversationAssigned]) -> InboxRow:
    """Somebody is responsible."""
    return replace(row, assignee_id=recorded.event.employee_id)


@INBOX.on(ConversationClosed, key=lambda e: (e.event.conversation_id,))
def closed(row: InboxRow, _: Recorded[ConversationClosed]) -> InboxRow:
    """There is nothing left to do."""
    return replace(row, status="closed")


@INBOX.on(ConversationReopened, key=lambda e: (e.event.conversation_id,))
def reopened(row: InboxRow, _: Recorded[ConversationReopened]) -> InboxRow:
    """There is something to do after all."""
    return replace(row, status="open")


inbox = Projection(
    "inbox",
    version=1,
    question="Which conversations are there, who holds them, what was said last?",
    tables=(INBOX,),
)
