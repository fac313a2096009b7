"""A projection of the tests' own: how many notes has a conversation? Poison breaks its fold."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select, text

from contracts.conversation import NoteAdded
from contracts.event import Draft, Recorded, Subject
from contracts.ids import ConversationId, KeyId, derived
from hub.house import House
from hub.log.jetstream import last_of
from hub.log.streams import EVENTS
from hub.projector.builds import Build, live_builds
from hub.projector.columns import view_of
from hub.projector.hashing import hash_of
from hub.projector.prepare import prepare
from hub.projector.worker import Worker
from hub.supervision.supervised import Supervised
from projections.kit import Projection, Table
from tests.examples import BORIS, BY_ANNA, draft, message_id

POISON = "яд"


@dataclass(frozen=True, slots=True)
class CountRow:
    """Doubled or lost, an event shows here."""

    conversation_id: ConversationId
    notes: int
    last: str | None


def _counted(row: CountRow | None, recorded: Recorded[NoteAdded]) -> CountRow:
    if recorded.event.text == POISON:
        raise ZeroDivisionError
    before = row or CountRow(recorded.event.conversation_id, 0, None)
    return replace(before, notes=before.notes + 1, last=recorded.event.text)


def table(name: str) -> Table[CountRow]:
    """A table of counts."""
    made = Table(name, CountRow, key=("conversation_id",))
    made.opens(NoteAdded, key=lambda e: (e.event.conversation_id,))(_counted)
    return made


COUNTS, SHADOWS = table("note_counts"), table("note_shadows")
NOTES = Projection("notes", version=1, question="How many notes?", tables=(COUNTS, SHADOWS))


def talk(number: int) -> ConversationId:
    """The n-th conversation."""
    return ConversationId(derived("talk", number))


def note(number: int, words: str = "Звонил", *, talks: int = 7) -> tuple[Subject, Draft]:
    """The n-th note, in one of a few conversations."""
    where = talk(number % talks)
    subject = Subject("notebook", str(where))
    event = NoteAdded(conversation_id=where, message_id=message_id(number), text=words)
    return subject, draft(event, subject, number, BORIS)


async def write(house: House, numbers: Sequence[int], words: str = "Звонил") -> int:
    """Append these notes; returns the last position."""
    await house.keys.ensure([KeyId(BORIS)])
    seq = 0
    for number in numbers:
        subject, one = note(number, words)
        seq = await house.log.append([one], BY_ANNA, {subject: await _last(house, subject)})
    return seq


async def _last(house: House, subject: Subject) -> int:
    return await last_of(house.nc, EVENTS, str(subject))


async def counts(house: House, of: Table[Any] = COUNTS) -> dict[ConversationId, int]:
    """What readers see."""
    view = view_of(of)
    async with house.views.connect() as connection:
        rows = await connection.execute(select(view.c.conversation_id, view.c.notes))
        return {row.conversation_id: row.notes for row in rows}


async def live(house: House, projection: Projection) -> Build:
    """The build that serves."""
    async with house.views.connect() as connection:
        return (await live_builds(connection, [projection]))[projection.name]


async def hashed(house: House, projection: Projection) -> str:
    """What the build that serves says, as one hash."""
    build = await live(house, projection)
    async with house.views.begin() as connection:
        return await hash_of(connection, build)


async def execute(house: House, statement: str) -> None:
    """By hand, past the projector."""
    async with house.views.begin() as connection:
        await connection.execute(text(statement))


@contextlib.asynccontextmanager
async def working(
    house: House, projections: Sequence[Projection] = (NOTES,), workers: int = 1
) -> AsyncIterator[None]:
    """Workers under supervision, as the role runs them."""
    await prepare(house.views, projections)
    async with asyncio.TaskGroup() as group:
        tasks = [
            group.create_task(
                Supervised(
                    "projector",
                    Worker(house.nc, house.views, house.keys, projections).run,
                    house.condition,
                ).run()
            )
            for _ in range(workers)
        ]
        yield
        for task in tasks:
            task.cancel()
