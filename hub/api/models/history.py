"""The history of a card, as the API shows it: one list over all channels."""

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from pydantic import BaseModel

from hub.api.models.calls import Call
from hub.api.models.conversations import Message
from hub.api.models.touches import Touch


class EntryKind(StrEnum):
    """What an entry is."""

    MESSAGE = "message"
    CALL = "call"
    TOUCH = "touch"
    STEP = "step"
    EVENT = "event"


class Step(BaseModel):
    """A step of a lead, a deal or a task; `kind` names the event, `detail` is what it says."""

    kind: str
    about_id: UUID
    actor: str
    detail: dict[str, Any]


class Happening(BaseModel):
    """What happened to a conversation, or (no `conversation_id`) to the card itself.

    `kind` names the event, `detail` is what it says: who has it now, until when it sleeps, who was
    told, which card was merged.
    """

    kind: str
    conversation_id: UUID | None
    actor: str
    detail: dict[str, Any]


class Entry(BaseModel):
    """Something that happened, at this position on the log; what it was stands under its kind."""

    seq: int
    at: datetime
    kind: EntryKind
    message: Message | None = None
    call: Call | None = None
    touch: Touch | None = None
    step: Step | None = None
    event: Happening | None = None
