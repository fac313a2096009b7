"""What a scrape says of a hub: who is behind, what was put aside, what was done."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest

from contracts.capture import InboundParked
from contracts.errors import StaleStream
from contracts.event import Subject
from hub.condition import Level, RoleState
from hub.house import House
from hub.leases import Leases
from hub.log.jetstream import ask, message_at
from hub.log.streams import EVENTS, INBOUND
from hub.looking.readers import next_came_at
from tests.clock import Hands
from tests.examples import BY_ANNA, draft
from tests.ops.watcher import scraped
from tests.projector.notes import POISON, note, working, write
from tests.story import PATIENCE_SECONDS, projecting, running

NAMES = ("notes",)


async def test_a_projector_that_stands_still_shows_in_events_and_in_seconds(
    house: House, hands: Hands
) -> None:
    idle = await scraped(house)
    await write(house, range(3))
    hands.at = await came_at(house, EVENTS) + timedelta(seconds=60)

    behind = await scraped(house)
    async with projecting(house):
        await house.progress.reached(("inbox",), 3)
    caught_up = await scraped(house)

    inbox = "inbox/EVENTS"
    lags = [one[f"omnihub_reader_lag_messages/{inbox}"] for one in (idle, behind, caught_up)]
    seconds = [one[f"omnihub_reader_lag_seconds/{inbox}"] for one in (idle, behind, caught_up)]
    assert lags == [0, 3, 0]
    assert seconds[0] == seconds[2] == 0
    assert seconds[1] == pytest.approx(60)
    assert behind["omnihub_stream_head/EVENTS"] == 3


async def came_at(house: House, stream: str) -> datetime:
    """When its first message came, by the server's clock."""
    first = await message_at(house.nc, stream, {"seq": 1})
    assert first is not None
    return first.time


async def test_capture_that_stands_still_shows_the_same(house: House, hands: Hands) -> None:
    await house.nc.request("in.telegram.tg", b"{}", timeout=PATIENCE_SECONDS)
    hands.at = await came_at(house, INBOUND) + timedelta(minutes=10)

    seen = await scraped(house)

    assert seen["omnihub_reader_lag_messages/capture/INBOUND"] == 1
    assert seen["omnihub_reader_lag_seconds/capture/INBOUND"] == pytest.approx(600)


async def test_what_was_erased_is_not_waited_for(house: House) -> None:
    for _ in range(3):
        await house.nc.request("in.telegram.tg", b"{}", timeout=PATIENCE_SECONDS)
    await ask(house.nc, f"STREAM.MSG.DELETE.{INBOUND}", {"seq": 2})
    third = await message_at(house.nc, INBOUND, {"seq": 3})

    came = [await next_came_at(house.nc, INBOUND, position) for position in (1, 2, 3)]

    assert third is not None
    assert came == [third.time, third.time, None]


async def test_what_was_put_aside_is_counted(house: House) -> None:
    account = Subject("inbound", "tg")
    parked = InboundParked(inbound=1, channel="telegram", account="tg", reason="not readable")
    async with projecting(house):
        seq = await house.log.append([draft(parked, account)], BY_ANNA, {account: 0})
        await house.progress.reached(("registry",), seq)
    async with working(house):
        seq = await write(house, [1], POISON)
        await house.progress.reached(NAMES, seq)

    seen = await scraped(house)

    assert seen["omnihub_parked_inbounds"] == 1
    assert seen["omnihub_parked_rows/notes"] == 2
    assert seen["omnihub_parked_rows/inbox"] == 0


async def test_an_append_is_measured_by_how_it_ended(house: House) -> None:
    before = await scraped(house)
    await write(house, [0])
    subject, late = note(7)
    with pytest.raises(StaleStream):
        await house.log.append([late], BY_ANNA, {subject: 0})

    after = await scraped(house)

    names = [f"omnihub_append_seconds_count/{outcome}" for outcome in ("ok", "stale", "unclear")]
    assert [after[name] - before[name] for name in names] == [1, 1, 0]
    assert after["omnihub_append_seconds_bucket/10.0/ok"] == after[names[0]]


async def test_a_process_tells_of_its_parts_its_stores_and_its_leases(house: House) -> None:
    house.condition.enter("capture", RoleState.STANDBY)
    house.condition.stores["log"] = Level.CRAMPED
    others = Leases(house.nc, "another instance", seconds=PATIENCE_SECONDS)
    house = replace(house, leases=Leases(house.nc, "this one", seconds=PATIENCE_SECONDS))
    ours, theirs = asyncio.Event(), asyncio.Event()

    async with (
        running(lambda: house.leases.while_held("watchdog", holding(ours))),
        running(lambda: others.while_held("capture", holding(theirs))),
    ):
        await ours.wait()
        await theirs.wait()
        seen = await scraped(house)

    assert seen["omnihub_part_state/capture/standby"] == 1
    assert seen["omnihub_part_state/capture/working"] == 0
    assert seen["omnihub_store_level/log"] == 2
    assert seen["omnihub_lease_held/watchdog"] == 1
    assert seen["omnihub_lease_held/capture"] == 0
    assert seen["process_resident_memory_bytes"] > 0


def holding(held: asyncio.Event) -> Callable[[], Awaitable[None]]:
    """Work that says when it has begun, and has no end."""

    async def work() -> None:
        held.set()
        await asyncio.Event().wait()

    return work
