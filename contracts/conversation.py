"""Conversations: threads between an identity and the company on one channel account."""

from datetime import datetime
from enum import StrEnum

from contracts.event import Event, Personal
from contracts.ids import ClockId, ConversationId, EmployeeId, EscalationId, IdentityId, MessageId
from contracts.inbound import AddressKind, Attachment, Frozen, Machine


class ThreadRule(StrEnum):
    """Why a message is in its conversation."""

    NEW = "new"
    CHAT = "chat"
    """The provider's chat is the conversation."""
    SIGNED = "signed"
    """It refers to a message of ours, by our signature."""
    REFERENCE = "reference"
    """It refers to a message of this conversation, by the provider's name for it."""


class Threaded(Frozen):
    """Why a message is where it is. `suggests`: a conversation it quoted without taking part."""

    rule: ThreadRule
    suggests: ConversationId | None = None


class ConversationOpened(Event, name="conversation.opened"):
    """Somebody wrote where there was no conversation yet."""

    conversation_id: ConversationId
    identity_id: IdentityId
    channel: str
    account: str
    chat: str | None = None
    subject: Personal[str] = None


class MessageReceived(Event, name="message.received"):
    """A client said something, on a channel we listen to.

    `inbound` is the position in INBOUND, `key` the keyed digest that recognises a second delivery
    for ever. `arrived_at` is the provider's clock; order comes from the
    log. `own` is the keyed digest by which later messages may refer to this one.
    """

    conversation_id: ConversationId
    message_id: MessageId
    identity_id: IdentityId
    inbound: int
    key: str
    text: Personal[str] = None
    subject: Personal[str] = None
    html: str | None = None
    raw: str | None = None
    attachments: Personal[tuple[Attachment, ...]] = None
    reply_ref: Personal[str] = None
    own: str | None = None
    arrived_at: datetime
    machine: Machine | None = None
    history: bool = False
    unreadable: str | None = None
    threaded: Threaded


class MessageEdited(Event, name="message.edited", schema=2):
    """A client put other words into a message, or another file.

    `attachments` stand in the place of those it had; none: it has what it had. `unreadable` says
    why its file is not here.
    """

    conversation_id: ConversationId
    message_id: MessageId
    inbound: int
    key: str
    text: Personal[str] = None
    attachments: Personal[tuple[Attachment, ...]] = None
    unreadable: str | None = None


class MessageBounced(Event, name="message.bounced"):
    """A mail server says that a message of ours did not arrive after all."""

    conversation_id: ConversationId
    message_id: MessageId
    inbound: int
    key: str
    reason: str | None = None


class MessageQueued(Event, name="message.queued", schema=2):
    """An employee answered; the sender will bring it to the client, not before `send_at`.

    `again`: the message that it repeats, which failed or stayed uncertain.
    """

    conversation_id: ConversationId
    message_id: MessageId
    channel: str
    account: str
    text: Personal[str] = None
    subject: Personal[str] = None
    reply_ref: Personal[str] = None
    by: EmployeeId | None = None
    send_at: datetime | None = None
    attachments: Personal[tuple[Attachment, ...]] = None
    again: MessageId | None = None


class MessageWithdrawn(Event, name="message.withdrawn"):
    """An employee took an answer back before the sender touched it; it never leaves."""

    conversation_id: ConversationId
    message_id: MessageId
    by: EmployeeId | None = None


class MessageAttempted(Event, name="message.attempted"):
    """The sender is about to hand the message to the provider. `attempt` counts from 1."""

    conversation_id: ConversationId
    message_id: MessageId
    attempt: int


class MessageSent(Event, name="message.sent"):
    """The provider took the message."""

    conversation_id: ConversationId
    message_id: MessageId
    attempt: int
    own: str | None = None


class MessageDelayed(Event, name="message.delayed"):
    """The provider could not take it now; the sender tries again at `until`."""

    conversation_id: ConversationId
    message_id: MessageId
    attempt: int
    until: datetime
    reason: str


class MessageFailed(Event, name="message.failed"):
    """The provider refused for good: the client must be reached another way."""

    conversation_id: ConversationId
    message_id: MessageId
    attempt: int
    reason: str


class MessageUncertain(Event, name="message.uncertain"):
    """It may have arrived or not; a person decides. Never resent by itself."""

    conversation_id: ConversationId
    message_id: MessageId
    attempt: int
    reason: str


class NoteAdded(Event, name="note.added", schema=2):
    """An employee wrote something for colleagues, and to whom of them; the client never sees it."""

    conversation_id: ConversationId
    message_id: MessageId
    text: Personal[str] = None
    by: EmployeeId | None = None
    mentions: tuple[EmployeeId, ...] = ()


class ConversationAssigned(Event, name="conversation.assigned"):
    """Somebody is responsible now, or (None) nobody in person."""

    conversation_id: ConversationId
    employee_id: EmployeeId | None


class ConversationClosed(Event, name="conversation.closed", schema=2):
    """There is nothing left to do here.

    `answer`: provided that this answer reaches the client. Where it is taken back, fails or stays
    uncertain the conversation is open again, and whoever waited waits on.
    """

    conversation_id: ConversationId
    answer: MessageId | None = None


class ConversationReopened(Event, name="conversation.reopened"):
    """The client wrote again, or an employee took it up again."""

    conversation_id: ConversationId


class ConversationSnoozed(Event, name="conversation.snoozed"):
    """It is out of sight until then, or (None) until the client writes; its clock runs on."""

    conversation_id: ConversationId
    until: datetime | None = None
    by: EmployeeId | None = None


class ConversationWoken(Event, name="conversation.woken"):
    """An employee wants it before its time. A client's message wakes it without this."""

    conversation_id: ConversationId


class ConversationLabelled(Event, name="conversation.labelled"):
    """A word was hung on it; words that differ in their case alone are one."""

    conversation_id: ConversationId
    label: str


class ConversationUnlabelled(Event, name="conversation.unlabelled"):
    """A word was taken off."""

    conversation_id: ConversationId
    label: str


class AnswerWaived(Event, name="answer.waived"):
    """An employee says that no answer is needed; the clock stops."""

    conversation_id: ConversationId


class ClockStep(Frozen):
    """A step of the chain with its time: who, so many levels above the assignee, and which ways."""

    due_at: datetime
    level: int
    via: tuple[AddressKind, ...]


class ClockStarted(Event, name="clock.started"):
    """A client waits for an answer. `steps` hold every due time of the chain, in order.

    They follow from the policy that stood at the log position `policy`, and its calendar, and are
    never computed again. `on_duty` is told where nobody is assigned.
    """

    conversation_id: ConversationId
    clock_id: ClockId
    message_id: MessageId
    waiting_since: datetime
    steps: tuple[ClockStep, ...]
    spacing_seconds: int
    on_duty: EmployeeId | None = None
    policy: int


class EscalationRaised(Event, name="escalation.raised"):
    """A client waited too long, and `employee_id` has to know. `step` counts from 0."""

    conversation_id: ConversationId
    clock_id: ClockId
    escalation_id: EscalationId
    step: int
    employee_id: EmployeeId
    via: tuple[AddressKind, ...]
    due_at: datetime
    waiting_since: datetime


class EscalationSkipped(Event, name="escalation.skipped"):
    """A step of the chain had nobody to tell."""

    conversation_id: ConversationId
    clock_id: ClockId
    step: int
    reason: str


class EscalationAcknowledged(Event, name="escalation.acknowledged"):
    """Somebody who was told said: mine. The chain climbs no further for this clock."""

    conversation_id: ConversationId
    clock_id: ClockId
    escalation_id: EscalationId
    by: EmployeeId
