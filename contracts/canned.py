"""Canned answers: what the company says often, written once and found by a shortcut."""

from typing import NewType
from uuid import UUID

from contracts.event import Event

CannedId = NewType("CannedId", UUID)


class CannedSet(Event, name="canned.set"):
    """This is how an answer goes. `text` may hold `{client}` and the like, filled when used."""

    canned_id: CannedId
    shortcut: str
    title: str
    text: str


class CannedRemoved(Event, name="canned.removed"):
    """Nobody is offered this answer any more."""

    canned_id: CannedId
