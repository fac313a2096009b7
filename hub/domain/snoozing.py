"""Snoozing: a conversation is out of sight until its time; the client's clock runs on."""

from dataclasses import dataclass
from datetime import datetime

from contracts.conversation import ConversationSnoozed, ConversationWoken
from contracts.errors import Conflict
from contracts.event import Event
from contracts.ids import ConversationId, EmployeeId
from hub.domain.conversation import Conversation, Snooze, Status


@dataclass(frozen=True, slots=True)
class PutOff:
    """Out of sight until then; None: until the client writes."""

    until: datetime | None
    by: EmployeeId | None


@dataclass(frozen=True, slots=True)
class Wake:
    """In sight again."""


def put_off(state: Conversation, id_: ConversationId, command: PutOff) -> list[Event]:
    """The fact, unless it is so already.

    Raises:
        Conflict: what is closed is out of sight anyway.
    """
    if state.status is Status.CLOSED:
        raise Conflict("this conversation is closed: reopen it first")
    if state.snooze == Snooze(command.until):
        return []
    return [ConversationSnoozed(conversation_id=id_, until=command.until, by=command.by)]


def wake(state: Conversation, id_: ConversationId) -> list[Event]:
    """The fact, unless it is awake."""
    return [] if state.snooze is None else [ConversationWoken(conversation_id=id_)]
