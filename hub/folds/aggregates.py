"""Aggregates: where does every one of them stand, for the next decision about it?"""

import pkgutil
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from typing import Any

from pydantic import TypeAdapter

import contracts
from contracts.event import Event, Recorded, all_events
from hub.domain.aggregates import RULES
from projections.kit import Key, Projection, Table


@dataclass(frozen=True, slots=True)
class AggregateRow:
    """The fold of an aggregate's events. `seq` is the position of its last one."""

    subject: str
    seq: int
    state: dict[str, Any]


AGGREGATES = Table("aggregates", AggregateRow, key=("subject",))


@cache
def adapter(aggregate: str) -> TypeAdapter[Any]:
    """Reads and writes the state of this kind of aggregate."""
    return TypeAdapter(type(RULES[aggregate].initial))


def _subject(recorded: Recorded[Event]) -> list[Key]:
    return [(str(recorded.subject),)] if recorded.subject.aggregate in RULES else []


def advance(row: AggregateRow | None, recorded: Recorded[Event], key: Key) -> AggregateRow:
    """Every event of an aggregate moves it on."""
    kind = recorded.subject.aggregate
    rules = RULES[kind]
    before = adapter(kind).validate_python(row.state) if row else rules.initial
    after = rules.evolve(before, recorded)
    return AggregateRow(key[0], recorded.seq, adapter(kind).dump_python(after, mode="json"))


def _every_event() -> list[type[Event]]:
    """Every class there is, also where nobody has imported it yet; a newer version's is Event."""
    for module in pkgutil.iter_modules(contracts.__path__):
        import_module(f"contracts.{module.name}")
    return [Event, *all_events()]


for _event in _every_event():
    AGGREGATES.each(_event, keys=_subject)(advance)

aggregates = Projection(
    "aggregates",
    version=3,
    question="Where does every aggregate stand, for the next decision about it?",
    tables=(AGGREGATES,),
)
