"""Ids that callers choose, so that what they say twice is one."""

from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, Field

_DERIVED = 5


def _refuse_derived(chosen: UUID) -> UUID:
    """The hub derives its own: whoever foresaw one would have the place of what is yet to come."""
    if chosen.version == _DERIVED:
        raise ValueError("ids of version 5 are the hub's own: take one of version 4 or 7")
    return chosen


ChosenId = Annotated[
    Annotated[UUID, AfterValidator(_refuse_derived)] | None,
    Field(
        description="Chosen by the caller, of any version but 5: the same id is one for ever.",
    ),
]
