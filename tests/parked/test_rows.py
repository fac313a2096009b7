"""Rows that stand still, tried again: the projection is computed anew, or everything stays."""

from dataclasses import replace

import pytest

from contracts.conversation import NoteAdded
from contracts.errors import Conflict, NotFound
from contracts.event import Recorded
from hub.house import House
from hub.parked.refolding import projection_named, refold
from hub.parked.rows import refuse_discard, standing_rows
from projections.kit import Projection, Table
from tests.projector.notes import (
    NOTES,
    POISON,
    CountRow,
    counts,
    hashed,
    live,
    talk,
    working,
    write,
)


def quietly(_: int, __: int) -> None:
    """No report."""


def _takes_poison(row: CountRow | None, recorded: Recorded[NoteAdded]) -> CountRow:
    before = row or CountRow(recorded.event.conversation_id, 0, None)
    return replace(before, notes=before.notes + 1, last=recorded.event.text)


def _repaired(name: str) -> Table[CountRow]:
    made = Table(name, CountRow, key=("conversation_id",))
    made.opens(NoteAdded, key=lambda e: (e.event.conversation_id,))(_takes_poison)
    return made


REPAIRED = Projection(
    "notes", 1, "How many notes?", tables=(_repaired("note_counts"), _repaired("note_shadows"))
)


async def poisoned(house: House) -> int:
    """A note that breaks the fold, and more notes in that conversation and in another."""
    await write(house, [0, 1])
    poison = await write(house, [7], POISON)
    await house.progress.reached(["notes"], await write(house, [14, 8]))
    return poison


async def test_a_row_that_stands_still_says_since_which_event_and_why(house: House) -> None:
    async with working(house):
        poison = await poisoned(house)
        found = await standing_rows(house)

    assert {(row.projection, row.table) for row in found} == {
        ("notes", "note_counts"),
        ("notes", "note_shadows"),
    }
    assert {(row.seq, row.error) for row in found} == {(poison, "ZeroDivisionError")}
    assert all(row.since for row in found)


async def test_while_the_event_cannot_be_folded_everything_stays_and_it_is_said(
    house: House,
) -> None:
    async with working(house):
        poison = await poisoned(house)
        before = (await standing_rows(house), await hashed(house, NOTES), await live(house, NOTES))
        with pytest.raises(Conflict, match=rf"event at {poison} .*ZeroDivisionError"):
            await refold(house, NOTES, quietly)
        after = (await standing_rows(house), await hashed(house, NOTES), await live(house, NOTES))

        async with house.views.connect() as connection:
            left = await connection.exec_driver_sql(
                "SELECT count(*) FROM builds.checkpoints WHERE status = 'building'"
            )
            assert left.scalar_one() == 0

    assert after == before


async def test_once_the_code_is_repaired_the_rows_move_again(house: House) -> None:
    async with working(house):
        await poisoned(house)
        before = await counts(house)
        await refold(house, REPAIRED, quietly)
        after = await counts(house)
        left = await standing_rows(house)

        await house.progress.reached(["notes"], await write(house, [21]))
        later = await counts(house)

    assert (before[talk(0)], after[talk(0)], later[talk(0)]) == (1, 3, 4)
    assert left == []


def test_a_row_cannot_be_given_up() -> None:
    with pytest.raises(Conflict, match="computed from the log"):
        refuse_discard("leads")


def test_a_projection_that_is_not_there_is_said() -> None:
    with pytest.raises(NotFound, match="crads"):
        projection_named("crads")
