"""A disk of blobs fills up: an alarm, no more attachments, nothing at all; and all of it back."""

import asyncio
from dataclasses import replace

import pytest

from contracts.errors import Transient
from contracts.event import Event, Recorded
from contracts.room import Fullness, StoreEased, StoreTightened
from hub.accounts.calls import Calls
from hub.accounts.host import AccountHost
from hub.condition import Level
from hub.house import House
from hub.log.codec import decode
from hub.log.jetstream import last_seq, message_at
from hub.log.streams import EVENTS
from hub.room.door import BLOBS
from hub.room.judging import Unit, fullest
from hub.room.measuring import measured
from hub.room.saying import stores_said
from hub.room.watch import Room
from tests.examples import NOON
from tests.room.conftest import Disk, Mounting
from tests.story import until

RAW = "Письмо Бориса".encode()


def watch(house: House) -> Room:
    return Room(house, held_seconds=0)


async def said(house: House) -> list[Event]:
    """What the log says about stores, in its order."""
    events: list[Event] = []
    for seq in range(1, await last_seq(house.nc, EVENTS) + 1):
        stored = await message_at(house.nc, EVENTS, {"seq": seq})
        recorded: Recorded[Event] | None = decode(stored, house.keys) if stored else None
        if recorded and recorded.subject.aggregate == "store":
            events.append(recorded.event)
    return events


def host(house: House) -> AccountHost:
    return AccountHost(house, "bell", NOON, None, Calls())


async def test_each_crossing_is_said_once_by_however_many_processes(
    small: House, blob_disk: Disk
) -> None:
    rooms = [watch(small), watch(small)]
    for percent in (50, 91, 91, 96, 99, 94.5, 87):
        blob_disk.fill(percent)
        for room in rooms:
            await room.look()

    assert [(type(event), event.level) for event in await said(small)] == [  # type: ignore[attr-defined]  # both have one
        (StoreTightened, Fullness.TIGHT),
        (StoreTightened, Fullness.CRAMPED),
        (StoreTightened, Fullness.FULL),
        (StoreEased, Fullness.CRAMPED),
        (StoreEased, Fullness.ROOMY),
    ]


async def test_a_process_that_starts_later_says_nothing_again(
    small: House, blob_disk: Disk
) -> None:
    blob_disk.fill(91)
    await watch(small).look()
    await watch(small).look()
    (blobs,) = [one for one in await stores_said(small) if one.store == BLOBS]

    assert len(await said(small)) == 1
    assert (blobs.level, blobs.percent) == (Level.TIGHT, 91)


async def test_at_95_percent_words_are_taken_and_files_are_not(
    small: House, blob_disk: Disk
) -> None:
    room = watch(small)
    await room.look()
    before = host(small).takes_files
    blob_disk.fill(95.5)
    await room.look()

    assert (before, host(small).takes_files) == (True, False)
    assert await small.blobs.fetch(await host(small).keep(RAW)) == RAW


async def test_a_full_store_is_known_before_it_is_measured(small: House, blob_disk: Disk) -> None:
    room = watch(small)
    await room.look()
    blob_disk.fill(100)
    with pytest.raises(Transient):
        await small.blobs.keep(b"\0" * 100_000)
    level = small.condition.stores[BLOBS]
    blob_disk.clear()
    with pytest.raises(Transient) as refused:
        await small.blobs.keep(RAW)
    await room.look()
    await room.look()

    assert level is Level.FULL
    assert refused.value.retry_after == 30
    assert await small.blobs.fetch(await small.blobs.keep(RAW)) == RAW


async def test_a_disk_that_became_read_only_takes_nothing_until_it_is_writable(
    small: House, blob_disk: Disk
) -> None:
    room = watch(small)
    await room.look()
    blob_disk.writable(yes=False)
    with pytest.raises(Transient):
        await small.blobs.keep(RAW)
    at_once = small.condition.level
    await room.look()
    await room.look()
    measured = small.condition.level
    blob_disk.writable(yes=True)
    await room.look()

    assert (at_once, measured) == (Level.FULL, Level.FULL)
    assert await small.blobs.fetch(await small.blobs.keep(RAW)) == RAW


async def test_what_is_fetched_waits_for_room_and_breaks_nothing(
    small: House, blob_disk: Disk
) -> None:
    """A provider that is asked keeps it: nothing has to be refused."""
    room = watch(small)
    blob_disk.fill(100)
    keeping = asyncio.create_task(replace(host(small), waits=True).keep(b"\0" * 100_000))
    await until(lambda: is_full(small))
    blob_disk.clear()
    await room.look()
    await room.look()

    assert await small.blobs.fetch(await keeping) == b"\0" * 100_000


async def is_full(house: House) -> bool:
    return house.condition.level is Level.FULL


async def test_a_disk_may_run_out_of_files_before_it_runs_out_of_bytes(mounted: Mounting) -> None:
    disk = mounted.disk("many", 32, files=100)
    for number in range(95):
        (disk.folder / str(number)).touch()
    found = fullest(await measured(disk.folder))

    assert found is not None
    assert (found.unit, round(found.percent)) == (Unit.FILES, 96)
