"""Pages: a cursor is where the last page ended, in a spelling that callers need not read."""

import base64
import binascii
from collections.abc import Callable, Sequence
from typing import Annotated, Any, Generic, TypeVar

from fastapi import Query
from pydantic import BaseModel, TypeAdapter, ValidationError

from contracts.errors import Invalid

T = TypeVar("T")

Limit = Annotated[int, Query(ge=1, le=200, description="How many at most.")]
Cursor = Annotated[
    str | None, Query(max_length=400, description="`next` of the page before; the same filters.")
]


class Page(BaseModel, Generic[T]):
    """Some of the answer; `next` is the cursor of what follows, if anything does."""

    items: list[T]
    next: str | None = None


def write_cursor(kind: TypeAdapter[T], place: T) -> str:
    """A place as a cursor."""
    return base64.urlsafe_b64encode(kind.dump_json(place)).rstrip(b"=").decode()


def read_cursor(kind: TypeAdapter[T], cursor: str | None) -> T | None:
    """The place behind a cursor.

    Raises:
        Invalid: it is none of ours.
    """
    if cursor is None:
        return None
    try:
        return kind.validate_json(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValidationError, ValueError) as error:
        raise Invalid("this cursor is not one that the hub gave", field="cursor") from error


def page_of(
    items: Sequence[T], limit: int, kind: TypeAdapter[Any], place: Callable[[T], Any]
) -> Page[T]:
    """The first `limit` of these; one more than that says that there is a next page."""
    shown = list(items[:limit])
    more = len(items) > limit
    return Page(items=shown, next=write_cursor(kind, place(shown[-1])) if more else None)
