"""Events: facts on the log. A class each, with a name on the wire that is frozen for ever.

A field marked `Personal[...]` says something about a person: in the log it is sealed under the key
of whom it belongs to, and reads as `None` once that key is destroyed.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Annotated, Any, ClassVar, Generic, TypeVar, get_type_hints
from uuid import UUID

from pydantic import BaseModel, ConfigDict

from contracts.ids import EventId, KeyId

T = TypeVar("T")


class _Personal:
    """The mark that `Personal` leaves on a field."""


Personal = Annotated[T | None, _Personal()]
"""Sealed in the log. `None` where there is nothing, or where the person was erased."""


class Event(BaseModel):
    """A fact. Subclass with `name=` (the wire name) and, after a change of shape, `schema=`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    event_name: ClassVar[str]
    event_schema: ClassVar[int]

    def __init_subclass__(cls, *, name: str, schema: int = 1) -> None:
        """Register the class under its wire name; two classes never share one."""
        super().__init_subclass__()
        if name in _EVENTS:
            raise TypeError(f"two events are called {name}")
        cls.event_name, cls.event_schema = name, schema
        _EVENTS[name] = cls

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Pydantic hands the class arguments on; `__init_subclass__` has had them."""


_EVENTS: dict[str, type[Event]] = {}

E_co = TypeVar("E_co", bound=Event, covariant=True)


def event_named(name: str) -> type[Event] | None:
    """The class of a wire name, or `None` for a name this version does not know."""
    return _EVENTS.get(name)


def all_events() -> list[type[Event]]:
    """Every event there is, by wire name."""
    return [_EVENTS[name] for name in sorted(_EVENTS)]


@cache
def personal_fields(event: type[Event]) -> frozenset[str]:
    """The names of the fields that are sealed."""
    hints = get_type_hints(event, include_extras=True)
    return frozenset(
        name
        for name, hint in hints.items()
        if any(isinstance(mark, _Personal) for mark in getattr(hint, "__metadata__", ()))
    )


@dataclass(frozen=True, slots=True)
class Subject:
    """The address of an aggregate's history: `ev.<aggregate>.<id>`."""

    aggregate: str
    id: str

    def __str__(self) -> str:
        return f"ev.{self.aggregate}.{self.id}"

    @classmethod
    def parse(cls, text: str) -> "Subject":
        """Read `ev.<aggregate>.<id>`.

        Raises:
            ValueError: it is not such a subject.
        """
        prefix, aggregate, id_ = text.split(".", 2)
        if prefix != "ev":
            raise ValueError(f"{text} is not an event's subject")
        return cls(aggregate, id_)


@dataclass(frozen=True, slots=True)
class Draft:
    """An event to be: where it goes, its id, and whose key seals its personal fields.

    `trace` is the header of the trace that it belongs to, if there is one.
    """

    subject: Subject
    id: EventId
    event: Event
    key: KeyId | None = None
    trace: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded(Generic[E_co]):
    """An event as the log holds it.

    `seq` is its position in the stream, `at` when it was decided (UTC), `actor` who did it
    (`employee:<id>`, `capture`, `sender`, `watchdog`, `cli`), `cause` the id of what led to it.
    """

    seq: int
    id: EventId
    subject: Subject
    at: datetime
    actor: str
    event: E_co
    key: KeyId | None = None
    cause: UUID | None = None
    correlation: UUID | None = None
