"""Canned answers, as they are said and shown."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, StringConstraints

from hub.api.words import Body, Line, clean

_Words = Annotated[str, StringConstraints(min_length=1, max_length=10_000), AfterValidator(clean)]


class CannedBody(Body):
    """An answer. `shortcut`: letters, digits and dashes, one of its kind.

    In `text`, `{client}`, `{manager}`, `{company}` and `{channel}` are places to fill; whatever
    else stands in braces is text.
    """

    shortcut: Line
    title: Line
    text: _Words


class CannedAnswer(BaseModel):
    """An answer that is offered."""

    canned_id: UUID
    shortcut: str
    title: str
    text: str
    set_at: datetime


class CannedAnswers(BaseModel):
    """Every answer, by shortcut."""

    items: list[CannedAnswer]


class FillBody(Body):
    """For which conversation it is wanted."""

    conversation_id: UUID


class Filled(BaseModel):
    """The answer for this client; the places that are `missing` stand in it as they are."""

    text: str
    missing: list[str]
