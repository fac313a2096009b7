"""The worker against a real log and a real database: nothing lost, nothing doubled."""

import asyncio
from collections import Counter

import pytest
from sqlalchemy import text

from contracts.errors import Misconfigured
from contracts.event import Event
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from hub.projector.bulk import bulk_within
from hub.projector.checkpoints import Moved
from hub.projector.fold import fold_all
from hub.projector.prepare import prepare
from hub.projector.worker import Worker
from tests.examples import recorded
from tests.projector.notes import (
    NOTES,
    POISON,
    SHADOWS,
    counts,
    execute,
    hashed,
    live,
    note,
    talk,
    working,
    write,
)
from tests.story import PATIENCE_SECONDS, until

NAMES = ["notes"]


def expected(total: int) -> dict[object, int]:
    return dict(Counter(talk(n % 7) for n in range(total)))


async def _blocked(house: House) -> int:
    """The process of PostgreSQL that waits for a lock."""
    query = text("SELECT pid FROM pg_stat_activity WHERE wait_event_type = 'Lock' LIMIT 1")
    pid: int | None = None
    while pid is None:
        async with house.views.connect() as connection:
            pid = await connection.scalar(query)
    return pid


async def test_every_event_is_folded_once(house: House) -> None:
    async with working(house):
        await house.progress.reached(NAMES, await write(house, range(40)))

    assert await counts(house) == expected(40)


async def test_a_connection_that_dies_in_the_middle_leaves_no_trace(house: House) -> None:
    """The second table is locked, so that it dies with the first one and the checkpoint written."""
    await prepare(house.views, [NOTES])
    seq = await write(house, range(20))

    async with house.views.connect() as blocker:
        await blocker.execute(text("LOCK TABLE builds.note_shadows__1 IN EXCLUSIVE MODE"))
        async with working(house):
            victim = await _blocked(house)
            seen_before = await counts(house), (await live(house, NOTES)).seq
            await execute(house, f"SELECT pg_terminate_backend({victim})")
            seen_after = await counts(house), (await live(house, NOTES)).seq
            await blocker.rollback()
            await house.progress.reached(NAMES, seq)

    assert seen_before == seen_after == ({}, 0)
    assert await counts(house) == await counts(house, SHADOWS) == expected(20)


async def test_whoever_stands_on_an_old_checkpoint_is_turned_away(house: House) -> None:
    await prepare(house.views, [NOTES])
    build = await live(house, NOTES)
    async with house.views.begin() as connection:
        await fold_all(await bulk_within(connection), [build], [recorded(note(1)[1].event, 1)], 1)

    late = [recorded(note(2)[1].event, 2)]
    with pytest.raises(Moved):
        async with house.views.begin() as connection:
            await fold_all(await bulk_within(connection), [build], late, 2)

    assert await counts(house) == {talk(1): 1}


async def test_two_workers_at_once_double_nothing(house: House) -> None:
    async with working(house, workers=2):
        await house.progress.reached(NAMES, await write(house, range(100)))

    assert await counts(house) == expected(100)


async def test_a_restored_database_is_noticed_while_nothing_happens(house: House) -> None:
    async with working(house):
        seq = await write(house, range(20))
        await house.progress.reached(NAMES, seq)
        before = await hashed(house, NOTES)
        await execute(house, "TRUNCATE builds.note_counts__1, builds.note_shadows__1")
        await execute(house, "UPDATE builds.checkpoints SET seq = 0 WHERE projection = 'notes'")

        await house.progress.reached(NAMES, seq)

    assert await hashed(house, NOTES) == before


async def test_whoever_is_told_to_stop_in_the_middle_leaves_no_transaction_behind(
    house: House,
) -> None:
    """Told twice, so that not even the roll-back comes to its end."""
    await prepare(house.views, [NOTES])
    await write(house, range(20))
    worker = Worker(house.nc, house.views, house.keys, [NOTES])

    async with house.views.connect() as blocker:
        await blocker.execute(text("LOCK TABLE builds.note_shadows__1 IN EXCLUSIVE MODE"))
        task = asyncio.create_task(worker.run())
        victim = await _blocked(house)
        for _ in range(2):
            task.cancel()
            await asyncio.wait({task}, timeout=0)
        await asyncio.wait({task})
        await blocker.rollback()

    await until(lambda: _gone(house, victim))


async def _gone(house: House, pid: int) -> bool:
    query = text("SELECT count(*) FROM pg_stat_activity WHERE pid = :pid")
    async with house.views.connect() as connection:
        return not await connection.scalar(query, {"pid": pid})


async def test_a_checkpoint_beyond_the_end_of_the_log_is_refused(house: House) -> None:
    await prepare(house.views, [NOTES])
    await execute(house, "UPDATE builds.checkpoints SET seq = 7 WHERE projection = 'notes'")

    with pytest.raises(Misconfigured) as refused:
        await Worker(house.nc, house.views, house.keys, [NOTES]).run()

    assert "backup" in refused.value.remedy


async def test_what_cannot_be_folded_stands_still_and_the_rest_flows(house: House) -> None:
    async with working(house):
        await write(house, [0, 1])
        await write(house, [7], POISON)
        await house.progress.reached(NAMES, await write(house, [14, 15]))

    assert await counts(house) == {talk(0): 1, talk(1): 2}


async def test_what_cannot_be_folded_is_shown_with_its_place_and_its_error(house: House) -> None:
    async with working(house):
        seq = await write(house, [7], POISON)
        await house.progress.reached(NAMES, seq)

    async with house.views.connect() as connection:
        rows = (await connection.execute(text("SELECT * FROM builds.parked"))).all()

    assert {(row.table_name, row.seq, row.error) for row in rows} == {
        ("note_counts", seq, "ZeroDivisionError"),
        ("note_shadows", seq, "ZeroDivisionError"),
    }
    assert str(talk(0)) in rows[0].key


async def test_a_fold_that_breaks_in_the_middle_of_a_batch_keeps_what_came_before(
    house: House,
) -> None:
    """All in one batch: they are on the log before the worker begins."""
    await write(house, [0, 7])
    await write(house, [14], POISON)
    seq = await write(house, [21, 1])

    async with working(house):
        await house.progress.reached(NAMES, seq)

    assert await counts(house) == {talk(0): 2, talk(1): 1}


async def test_a_type_that_this_version_does_not_know_is_passed_over(house: House) -> None:
    await write(house, [1])
    headers = {"Hub-Type": "notebook.burnt", "Hub-Id": "whatever"}
    await house.nc.request("ev.notebook.new", b"{}", PATIENCE_SECONDS, headers=headers)
    seq = await write(house, [2])

    async with working(house):
        await house.progress.reached(NAMES, seq)

    assert await last_seq(house.nc, EVENTS) == seq == 3
    assert await counts(house) == {talk(1): 1, talk(2): 1}


async def test_an_event_that_says_nothing_concerns_no_table(house: House) -> None:
    await prepare(house.views, [NOTES])
    build = await live(house, NOTES)

    async with house.views.begin() as connection:
        await fold_all(await bulk_within(connection), [build], [recorded(Event(), 1)], 1)

    assert (await live(house, NOTES)).seq == 1


async def test_who_waits_for_a_position_is_woken_when_it_is_reached(house: House) -> None:
    async with working(house):
        waiting = asyncio.create_task(house.progress.reached(NAMES, 1))
        await write(house, [1])

        await waiting
