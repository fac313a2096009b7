"""Inbox: which conversations are there, who holds them, what was said last?"""

from dataclasses import dataclass, replace
from datetime import datetime

from contracts.conversation import (
    ConversationAssigned,
    ConversationClosed,
    ConversationLabelled,
    ConversationOpened,
    ConversationReopened,
    ConversationSnoozed,
    ConversationUnlabelled,
    ConversationWoken,
    MessageBounced,
    MessageFailed,
    MessageQueued,
    MessageReceived,
    MessageUncertain,
    MessageWithdrawn,
)
from contracts.event import Recorded
from contracts.ids import ConversationId, EmployeeId, IdentityId, MessageId
from projections.kit import Projection, Table

_PREVIEW = 200


@dataclass(frozen=True, slots=True)
class LastWord:
    """What stood last before an answer that may still be taken back."""

    message_id: MessageId
    at: datetime
    text: str | None
    direction: str | None
    answered_at: datetime | None
    answered_by: EmployeeId | None


@dataclass(frozen=True, slots=True)
class InboxRow:
    """A conversation as the list shows it; `reply_ref` is what the channel wants back.

    `snoozed` stays when `snoozed_until` has passed: who asks compares it with the time. `failed`
    counts the answers in `undelivered`: those that failed, stayed uncertain or bounced, and that
    nobody has sent again. `answered_at`, `answered_by`: the last answer, and whose it was.
    """

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
    labels: tuple[str, ...] = ()
    snoozed: bool = False
    snoozed_until: datetime | None = None
    failed: int = 0
    undelivered: tuple[MessageId, ...] = ()
    answered_at: datetime | None = None
    answered_by: EmployeeId | None = None
    closed_with: MessageId | None = None
    before: LastWord | None = None


INBOX = Table(
    "inbox",
    InboxRow,
    key=("conversation_id",),
    indexes=(
        "(status, last_at, conversation_id)",
        "(last_at, conversation_id)",
        "(assignee_id, last_at, conversation_id) WHERE status = 'open'",
        "(assignee_id, last_at, conversation_id)",
        "(channel, last_at, conversation_id)",
        "(identity_id)",
        "(answered_by, answered_at)",
        "(snoozed_until) WHERE snoozed",
    ),
)


@dataclass(frozen=True, slots=True)
class LabelRow:
    """A word that hangs on a conversation; `folded` is what it is known by."""

    folded: str
    conversation_id: ConversationId
    label: str


LABELS = Table(
    "inbox_labels",
    LabelRow,
    key=("folded", "conversation_id"),
    indexes=("(conversation_id)",),
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
    """The client wrote; what is closed or snoozed is there again, unless a machine wrote."""
    event = recorded.event
    after = row if event.machine or event.history else _awake(_open(row))
    return replace(
        after,
        last_at=recorded.at,
        last_text=(event.text or "")[:_PREVIEW],
        last_direction="in",
        messages=row.messages + 1,
        subject=event.subject or row.subject,
        reply_ref=event.reply_ref or row.reply_ref,
        before=None,
    )


@INBOX.on(MessageQueued, key=lambda e: (e.event.conversation_id,))
def queued(row: InboxRow, recorded: Recorded[MessageQueued]) -> InboxRow:
    """An employee answered."""
    event = recorded.event
    return replace(
        _delivered(row, event.again) if event.again else row,
        last_at=recorded.at,
        last_text=(event.text or "")[:_PREVIEW],
        last_direction="out",
        messages=row.messages + 1,
        answered_at=recorded.at,
        answered_by=event.by,
        before=_last_word(row, event.message_id),
    )


def _last_word(row: InboxRow, before: MessageId) -> LastWord:
    return LastWord(
        before, row.last_at, row.last_text, row.last_direction, row.answered_at, row.answered_by
    )


@INBOX.on(MessageWithdrawn, key=lambda e: (e.event.conversation_id,))
def withdrawn(row: InboxRow, recorded: Recorded[MessageWithdrawn]) -> InboxRow:
    """It was never said: what stood before it stands last again, where nothing came after it."""
    after = _undone(replace(row, messages=row.messages - 1), recorded.event.message_id)
    before = row.before
    if before is None or before.message_id != recorded.event.message_id:
        return after
    return replace(
        after,
        last_at=before.at,
        last_text=before.text,
        last_direction=before.direction,
        answered_at=before.answered_at,
        answered_by=before.answered_by,
        before=None,
    )


def _undelivered(
    row: InboxRow, recorded: Recorded[MessageFailed | MessageUncertain | MessageBounced]
) -> InboxRow:
    """Somebody has to see to it: what it closed is open again."""
    message = recorded.event.message_id
    ids = (*(one for one in row.undelivered if one != message), message)
    return replace(_undone(row, message), undelivered=ids, failed=len(ids))


INBOX.on(MessageFailed, key=lambda e: (e.event.conversation_id,))(_undelivered)
INBOX.on(MessageUncertain, key=lambda e: (e.event.conversation_id,))(_undelivered)
INBOX.on(MessageBounced, key=lambda e: (e.event.conversation_id,))(_undelivered)


def _delivered(row: InboxRow, message: MessageId) -> InboxRow:
    ids = tuple(one for one in row.undelivered if one != message)
    return replace(row, undelivered=ids, failed=len(ids))


def _undone(row: InboxRow, answer: MessageId) -> InboxRow:
    """What this answer closed is open again."""
    return _open(row) if row.closed_with == answer else row


def _open(row: InboxRow) -> InboxRow:
    return replace(row, status="open", closed_with=None)


@INBOX.on(ConversationAssigned, key=lambda e: (e.event.conversation_id,))
def assigned(row: InboxRow, recorded: Recorded[ConversationAssigned]) -> InboxRow:
    """Somebody is responsible."""
    return replace(row, assignee_id=recorded.event.employee_id)


@INBOX.on(ConversationClosed, key=lambda e: (e.event.conversation_id,))
def closed(row: InboxRow, recorded: Recorded[ConversationClosed]) -> InboxRow:
    """There is nothing left to do."""
    after = replace(_awake(row), status="closed", closed_with=recorded.event.answer)
    return replace(after, undelivered=(), failed=0)


@INBOX.on(ConversationReopened, key=lambda e: (e.event.conversation_id,))
def reopened(row: InboxRow, _: Recorded[ConversationReopened]) -> InboxRow:
    """There is something to do after all."""
    return _open(row)


@INBOX.on(ConversationSnoozed, key=lambda e: (e.event.conversation_id,))
def snoozed(row: InboxRow, recorded: Recorded[ConversationSnoozed]) -> InboxRow:
    """It is out of sight for a while."""
    return replace(row, snoozed=True, snoozed_until=recorded.event.until)


@INBOX.on(ConversationWoken, key=lambda e: (e.event.conversation_id,))
def woken(row: InboxRow, _: Recorded[ConversationWoken]) -> InboxRow:
    """It is in sight again."""
    return _awake(row)


def _awake(row: InboxRow) -> InboxRow:
    return replace(row, snoozed=False, snoozed_until=None)


@INBOX.on(ConversationLabelled, key=lambda e: (e.event.conversation_id,))
def labelled(row: InboxRow, recorded: Recorded[ConversationLabelled]) -> InboxRow:
    """A word hangs on it."""
    label = recorded.event.label
    return replace(row, labels=(*_other_labels(row, label), label))


@INBOX.on(ConversationUnlabelled, key=lambda e: (e.event.conversation_id,))
def unlabelled(row: InboxRow, recorded: Recorded[ConversationUnlabelled]) -> InboxRow:
    """A word hangs on it no more."""
    return replace(row, labels=_other_labels(row, recorded.event.label))


def _other_labels(row: InboxRow, label: str) -> tuple[str, ...]:
    return tuple(one for one in row.labels if one.casefold() != label.casefold())


@LABELS.opens(
    ConversationLabelled, key=lambda e: (e.event.label.casefold(), e.event.conversation_id)
)
def hung(row: LabelRow | None, recorded: Recorded[ConversationLabelled]) -> LabelRow:
    """A word hangs on it."""
    event = recorded.event
    return row or LabelRow(event.label.casefold(), event.conversation_id, event.label)


@LABELS.on(
    ConversationUnlabelled, key=lambda e: (e.event.label.casefold(), e.event.conversation_id)
)
def taken_off(_: LabelRow, __: Recorded[ConversationUnlabelled]) -> None:
    """A word hangs on it no more."""


inbox = Projection(
    "inbox",
    version=3,
    question="Which conversations are there, who holds them, what was said last?",
    tables=(INBOX, LABELS),
)
