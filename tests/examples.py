"""The cast: anna the manager, boris the client; their chief gleb, and daria who leads them all."""

from datetime import UTC, datetime, timedelta
from typing import TypeVar
from uuid import UUID

from contracts.client import LinkRule, Why
from contracts.event import Draft, Event, Recorded, Subject
from contracts.ids import (
    ClientId,
    ConversationId,
    EmployeeId,
    EventId,
    IdentityId,
    KeyId,
    MessageId,
    derived,
)
from hub.log.codec import By

E = TypeVar("E", bound=Event)

NOON = datetime(2026, 11, 2, 12, 0, tzinfo=UTC)
"""A Monday."""

ANNA = EmployeeId(UUID("00000000-0000-7000-8000-00000000000a"))
GLEB = EmployeeId(UUID("00000000-0000-7000-8000-00000000000b"))
DARIA = EmployeeId(UUID("00000000-0000-7000-8000-00000000000c"))

BORIS = IdentityId(UUID("00000000-0000-5000-8000-000000000b01"))
BORIS_BY_MAIL = IdentityId(UUID("00000000-0000-5000-8000-000000000b02"))
VERA = IdentityId(UUID("00000000-0000-5000-8000-000000000e01"))

BORIS_CARD = ClientId(UUID("00000000-0000-5000-8000-0000000000b1"))
VERA_CARD = ClientId(UUID("00000000-0000-5000-8000-0000000000e1"))
TALK = ConversationId(UUID("00000000-0000-5000-8000-0000000000c1"))

BY_ANNA = By(actor=f"employee:{ANNA}", at=NOON)
BY_HAND = Why(rule=LinkRule.BY_HAND, by=f"employee:{ANNA}")


def message_id(number: int) -> MessageId:
    """The id of the n-th message of a story."""
    return MessageId(derived("message", number))


def draft(event: Event, subject: Subject, number: int = 0, key: UUID | None = None) -> Draft:
    """An event to be, with an id that follows from where it stands."""
    id_ = EventId(derived(subject, event.event_name, number))
    return Draft(subject, id_, event, KeyId(key) if key else None)


TALKING = Subject("conversation", str(TALK))


def recorded(
    event: E, seq: int = 1, at: datetime = NOON, subject: Subject = TALKING
) -> Recorded[E]:
    """An event as the log would hold it."""
    id_ = EventId(derived("recorded", subject, seq))
    return Recorded(seq, id_, subject, at, BY_ANNA.actor, event)


def story(*events: Event, after: int = 0) -> list[Recorded[Event]]:
    """Events one after the other, a minute apart, on the log after that position."""
    return [
        recorded(event, after + n, NOON + timedelta(minutes=after + n))
        for n, event in enumerate(events, 1)
    ]
