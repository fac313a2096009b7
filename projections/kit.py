"""What every projection is made of: tables whose rows are folded from events, key by key.

A projection is pure: it says which rows an event concerns (`keys`) and what becomes of each. It has
no session, no clock and no randomness, so replaying it answers the same, always.

```python
INBOX = Table("inbox", InboxRow, key=("conversation_id",))

@INBOX.opens(ConversationOpened, key=lambda e: (e.event.conversation_id,))
def opened(row: InboxRow | None, event: Recorded[ConversationOpened]) -> InboxRow: ...

@INBOX.on(MessageReceived, key=lambda e: (e.event.conversation_id,))
def received(row: InboxRow, event: Recorded[MessageReceived]) -> InboxRow: ...
```
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from contracts.event import Event, Recorded

R = TypeVar("R")
E = TypeVar("E", bound=Event)

Key = tuple[Any, ...]
"""The values of a row's key columns, in their order."""

KeyOf = Callable[[Recorded[E]], Key | None]
KeysOf = Callable[[Recorded[E]], Iterable[Key]]
Step = Callable[[Any, Recorded[Any], Key], Any]


@dataclass(frozen=True, slots=True)
class Fold:
    """What an event does to a table: to which keys, and how. None deletes the row."""

    keys: KeysOf[Any]
    step: Step


@dataclass(frozen=True, eq=False)
class Table(Generic[R]):
    """Rows of one dataclass; the fields are the columns. `indexes`: the SQL after `ON table`."""

    name: str
    row: type[R]
    key: tuple[str, ...]
    indexes: tuple[str, ...] = ()
    folds: dict[type[Event], list[Fold]] = field(default_factory=dict)

    def opens(
        self, event: type[E], *, key: KeyOf[E]
    ) -> Callable[[Callable[[R | None, Recorded[E]], R]], Callable[[R | None, Recorded[E]], R]]:
        """The fold makes the row, or changes the one that is there."""

        def register(
            fold: Callable[[R | None, Recorded[E]], R],
        ) -> Callable[[R | None, Recorded[E]], R]:
            self._add(event, _single(key), lambda row, recorded, _: fold(row, recorded))
            return fold

        return register

    def on(
        self, event: type[E], *, key: KeyOf[E]
    ) -> Callable[[Callable[[R, Recorded[E]], R | None]], Callable[[R, Recorded[E]], R | None]]:
        """The fold changes a row that is there; where there is none, nothing happens."""

        def register(
            fold: Callable[[R, Recorded[E]], R | None],
        ) -> Callable[[R, Recorded[E]], R | None]:
            def step(row: R | None, recorded: Recorded[E], _: Key) -> R | None:
                return None if row is None else fold(row, recorded)

            self._add(event, _single(key), step)
            return fold

        return register

    def each(
        self, event: type[E], *, keys: KeysOf[E]
    ) -> Callable[
        [Callable[[R | None, Recorded[E], Key], R | None]],
        Callable[[R | None, Recorded[E], Key], R | None],
    ]:
        """The fold is called for every one of these keys, whether there is a row or not."""

        def register(
            fold: Callable[[R | None, Recorded[E], Key], R | None],
        ) -> Callable[[R | None, Recorded[E], Key], R | None]:
            self._add(event, keys, fold)
            return fold

        return register

    def _add(self, event: type[Event], keys: KeysOf[Any], step: Step) -> None:
        self.folds.setdefault(event, []).append(Fold(keys, step))


def _single(key: KeyOf[E]) -> KeysOf[E]:
    def keys(recorded: Recorded[E]) -> Iterable[Key]:
        found = key(recorded)
        return () if found is None else (found,)

    return keys


@dataclass(frozen=True, slots=True)
class Following:
    """Rows that follow from rows of several tables: worked out by the server after each batch.

    `parameters` takes the rows that the batch has changed, as they were and as they are now, by
    table. `sql` names tables in braces, and must say the same however the batches were cut.
    """

    sql: str
    parameters: Callable[[Mapping[str, list[Any]]], tuple[list[Any], ...]]


@dataclass(frozen=True)
class Projection:
    """An answer kept ready. `question` is what it answers; a new `version` builds it anew."""

    name: str
    version: int
    question: str
    tables: tuple[Table[Any], ...]
    following: Following | None = None

    @cached_property
    def events(self) -> frozenset[type[Event]]:
        """Those that concern it."""
        return frozenset(event for table in self.tables for event in table.folds)


def concerns(table: Table[Any], recorded: Recorded[Event]) -> Iterator[tuple[Fold, Key]]:
    """What an event does to a table, key by key."""
    for fold in table.folds.get(type(recorded.event), ()):
        for key in fold.keys(recorded):
            yield fold, key


def evolve(rows: dict[Key, Any], fold: Fold, recorded: Recorded[Event], key: Key) -> bool:
    """Fold one event into the row of one key; tells whether it changed."""
    before = rows.get(key)
    after = fold.step(before, recorded, key)
    if after is before:
        return False
    if after is None:
        del rows[key]
    else:
        rows[key] = after
    return True


def play(table: Table[Any], events: Iterable[Recorded[Event]]) -> dict[Key, Any]:
    """The rows that these events leave, from nothing: for tests and for explaining."""
    rows: dict[Key, Any] = {}
    for recorded in events:
        for fold, key in concerns(table, recorded):
            evolve(rows, fold, recorded, key)
    return rows
