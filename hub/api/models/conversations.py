"""Conversations and messages, as the API shows them."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel

from contracts.inbound import Machine


class ConversationStatus(StrEnum):
    """Whether there is something to do."""

    OPEN = "open"
    CLOSED = "closed"


class Conversation(BaseModel):
    """A conversation in the list. `waiting_since` is empty where nobody waits for an answer.

    `snoozed`: it is out of sight, until then or (None) until the client writes. `draft`: who asks
    has typed something that was not sent. `failed`: answers of ours that perhaps never arrived.
    """

    conversation_id: UUID
    identity_id: UUID
    client_id: UUID | None
    name: str | None
    channel: str
    account: str
    subject: str | None
    status: ConversationStatus
    assignee_id: UUID | None
    opened_at: datetime
    last_at: datetime
    last_text: str | None
    last_direction: str | None
    messages: int
    waiting_since: datetime | None
    due_at: datetime | None
    step: int | None
    acknowledged_by: UUID | None
    labels: list[str] = []
    snoozed: bool = False
    snoozed_until: datetime | None = None
    draft: bool = False
    failed: int = 0


class Escalation(BaseModel):
    """Somebody had to be told that a client waits."""

    escalation_id: UUID
    employee_id: UUID
    step: int
    waiting_since: datetime
    raised_at: datetime
    told_at: datetime | None
    acknowledged_at: datetime | None


class ConversationCard(Conversation):
    """A conversation opened: with whom was told of it."""

    escalations: list[Escalation]


class AttachedFile(BaseModel):
    """A file that came along: `/v1/messages/{id}/attachments/{number}`. `size` in bytes."""

    number: int
    name: str
    media_type: str
    size: int


class Message(BaseModel):
    """A message or a note. `direction` is in, out or note; `state` says how one going out fares.

    `html`, `raw`: whether there is any, at `/v1/messages/{id}/html` and `/raw`. `send_at`: when an
    answer leaves that had to wait. `again`: the answer that this one repeats. `mentions`: who was
    asked to look at a note.
    """

    message_id: UUID
    conversation_id: UUID
    seq: int
    at: datetime
    direction: str
    text: str | None
    subject: str | None
    html: bool
    raw: bool
    attachments: list[AttachedFile]
    identity_id: UUID | None
    by: UUID | None
    arrived_at: datetime | None
    machine: Machine | None
    history: bool
    unreadable: str | None
    rule: str | None
    suggests: UUID | None
    state: str | None
    reason: str | None
    until: datetime | None
    edited_at: datetime | None
    send_at: datetime | None
    again: UUID | None
    mentions: list[UUID]
