"""What stands in folders, which labels there are, and what a search has found."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from pydantic import BaseModel, Field


class Folder(StrEnum):
    """Where a conversation stands for who looks; one may stand in several."""

    MINE = "mine"
    UNASSIGNED = "unassigned"
    TEAM = "team"
    ESCALATED = "escalated"
    SNOOZED = "snoozed"
    SENT = "sent"
    MENTIONS = "mentions"
    CLOSED = "closed"
    ALL = "all"


class Counts(BaseModel):
    """How many conversations each folder and each saved view has; 1000: that many, or more."""

    folders: dict[Folder, int]
    views: dict[UUID, int]


class LabelCount(BaseModel):
    """A word, and on how many open conversations it hangs."""

    label: str
    conversations: int


class Labels(BaseModel):
    """The words that hang on open conversations, by the alphabet."""

    items: list[LabelCount]


class FoundClient(BaseModel):
    """A card. `match` is what was found: its name, or an address of its own."""

    client_id: UUID
    name: str | None
    match: str


class FoundMessage(BaseModel):
    """A message or a note. `hit` is the first word that was looked for, with what stands around."""

    conversation_id: UUID
    client_id: UUID | None
    message_id: UUID
    seq: int
    at: datetime
    direction: str
    name: str | None
    channel: str
    before: str
    hit: str
    after: str


class Found(BaseModel):
    """Cards and messages, the newest first."""

    clients: list[FoundClient]
    messages: list[FoundMessage]
    more: bool = Field(description="Not everything was looked through: there may be older ones.")
