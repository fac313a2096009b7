"""Rebuilding: what the log says again, beside what serves, and nobody notices."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import asyncpg
import pytest
from sqlalchemy import text

from contracts.event import Subject, all_events
from contracts.ids import KeyId, derived
from hub.addresses import Addresses
from hub.house import House, open_house
from hub.projector.prepare import prepare
from hub.projector.rebuild import Rebuilder
from hub.settings import Settings
from hub.wiring import PROJECTIONS
from projections.kit import Projection
from tests.clock import Hands
from tests.conftest import Running
from tests.contracts.samples import sample
from tests.domain.talk import clock, opened, queued, raised, received, sent
from tests.examples import BORIS, BY_ANNA, TALKING, draft
from tests.projector.notes import (
    COUNTS,
    NOTES,
    POISON,
    counts,
    hashed,
    live,
    table,
    talk,
    working,
    write,
)

NAMES = [projection.name for projection in PROJECTIONS]
EMPLOYEE = Subject("employee", "anna")


def rebuilder(house: House) -> Rebuilder:
    return Rebuilder(house.nc, house.views, house.keys)


def quietly(_: int, __: int) -> None:
    """No report."""


async def everything(house: House) -> int:
    """Every event there is, in one conversation and about one employee; and a real talk."""
    await house.keys.ensure([KeyId(BORIS)])
    talked = [opened(), received(), clock(), raised(), queued(), sent(), received(2), clock(2)]
    drafts = [draft(event, TALKING, n, BORIS) for n, event in enumerate(talked)]
    drafts += [draft(sample(event), TALKING, 99, BORIS) for event in all_events()]
    drafts += [
        draft(sample(event).model_copy(update={"digest": str(derived(n))}), EMPLOYEE, n, BORIS)
        for n, event in enumerate(all_events())
    ]
    return await house.log.append(drafts, BY_ANNA, {TALKING: 0, EMPLOYEE: 0})


async def test_a_rebuild_says_what_the_tables_said(house: House) -> None:
    async with working(house, PROJECTIONS):
        await house.progress.reached(NAMES, await everything(house))

        rebuilt = [await rebuilder(house).rebuild(one, quietly) for one in PROJECTIONS]

    assert [one.projection for one in rebuilt if not one.same] == []


@contextlib.asynccontextmanager
async def _without_views(running: Running, where: Addresses) -> AsyncIterator[None]:
    """The database `views` is dropped and made anew, empty."""
    name = where.views.rsplit("/", 1)[1].split("?")[0]
    admin = await asyncpg.connect(running.engines.database_dsn("postgres"))
    await admin.execute(f"DROP DATABASE {name} WITH (FORCE)")
    await admin.execute(f"CREATE DATABASE {name}")
    await admin.close()
    yield


async def test_views_that_were_dropped_come_back_the_same(
    running: Running, where: Addresses, settings: Settings, hands: Hands
) -> None:
    async with open_house(settings, where, hands) as house, working(house, PROJECTIONS):
        seq = await everything(house)
        await house.progress.reached(NAMES, seq)
        before = [await hashed(house, one) for one in PROJECTIONS]

    async with (
        _without_views(running, where),
        open_house(settings, where, hands) as house,
        working(house, PROJECTIONS),
    ):
        await house.progress.reached(NAMES, seq)
        after = [await hashed(house, one) for one in PROJECTIONS]

    assert after == before


async def test_a_rebuild_under_load_is_equal_and_readers_see_no_gap(house: House) -> None:
    seen: list[int] = []

    async def look() -> None:
        while True:
            seen.append(sum((await counts(house)).values()))

    async with working(house):
        await house.progress.reached(["notes"], await write(house, range(100)))
        reading = asyncio.create_task(look())
        writing = asyncio.create_task(write(house, range(100, 400)))

        rebuilt = [await rebuilder(house).rebuild(NOTES, quietly) for _ in range(3)]
        await house.progress.reached(["notes"], await writing)
        reading.cancel()

    assert all(one.same for one in rebuilt)
    assert seen == sorted(seen)
    assert seen[0] >= 100
    assert sum((await counts(house)).values()) == 400


async def test_a_new_version_is_built_beside_the_old_and_takes_its_place(house: House) -> None:
    async with working(house):
        seq = await write(house, range(20))
        await house.progress.reached(["notes"], seq)
    newer = replace(NOTES, version=2, tables=(COUNTS,))

    outdated = await prepare(house.views, [newer])
    rebuilt = await rebuilder(house).rebuild(newer, quietly)

    assert outdated == [newer]
    assert (rebuilt.seq, rebuilt.before) == (seq, None)
    assert await prepare(house.views, [newer]) == []
    assert sum((await counts(house)).values()) == 20


async def test_a_table_that_a_version_gave_up_is_in_nobodys_way(house: House) -> None:
    await prepare(house.views, [NOTES])
    newer = replace(NOTES, version=2, tables=(COUNTS,))
    await rebuilder(house).rebuild(newer, quietly)

    again = await rebuilder(house).rebuild(newer, quietly)

    assert again.same


async def _builds(house: House) -> dict[int, str]:
    query = text("SELECT build, status FROM builds.checkpoints WHERE projection = 'notes'")
    async with house.views.connect() as connection:
        return {row.build: row.status for row in await connection.execute(query)}


async def test_what_served_before_is_kept_and_older_builds_go(house: House) -> None:
    await prepare(house.views, [NOTES])

    for _ in range(2):
        await rebuilder(house).rebuild(NOTES, quietly)

    assert await _builds(house) == {2: "old", 3: "live"}


async def test_a_rebuild_stops_at_what_cannot_be_folded_and_the_old_goes_on(house: House) -> None:
    async with working(house):
        await write(house, [0])
        await house.progress.reached(["notes"], await write(house, [7], POISON))

        with pytest.raises(ZeroDivisionError):
            await rebuilder(house).rebuild(NOTES, quietly)

        await house.progress.reached(["notes"], await write(house, [1]))

    assert (await live(house, NOTES)).number == 1
    assert await counts(house) == {talk(0): 1, talk(1): 1}


async def test_what_a_broken_rebuild_left_is_cleared_away_by_the_next(house: House) -> None:
    poisoned: Projection = replace(NOTES, tables=(COUNTS, table("note_others")))
    await prepare(house.views, [poisoned])
    await write(house, [7], POISON)
    with pytest.raises(ZeroDivisionError):
        await rebuilder(house).rebuild(poisoned, quietly)

    empty = replace(poisoned, tables=())
    await rebuilder(house).rebuild(empty, quietly)

    assert await _builds(house) == {1: "old", 2: "live"}
