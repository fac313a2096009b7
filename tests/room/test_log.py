"""The disk of a real log fills up: writing stops before the server breaks, and goes on again."""

import contextlib

import nats.errors
import pytest

from contracts.conversation import MessageAttempted, MessageSent
from contracts.errors import Transient
from contracts.event import Draft
from hub.condition import Level
from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.log.jetstream import ApiError, ask, checked, last_of, last_seq, request
from hub.log.streams import EVENTS, INBOUND
from hub.room.door import LOG
from hub.room.saying import said_of
from hub.room.watch import Room
from tests.examples import BY_ANNA, TALK, TALKING, draft, message_id
from tests.room.conftest import MEGABYTE, SmallLog
from tests.story import PATIENCE_SECONDS, until

_SUBJECT = "in.telegram.shop"


def watch(house: House) -> Room:
    return Room(house, held_seconds=0)


def attempted(number: int) -> Draft:
    event = MessageAttempted(conversation_id=TALK, message_id=message_id(number), attempt=1)
    return draft(event, TALKING, number)


def sent(number: int) -> Draft:
    event = MessageSent(conversation_id=TALK, message_id=message_id(number), attempt=1)
    return draft(event, TALKING, number)


async def append(house: House, *drafts: Draft) -> int:
    last = await last_of(house.nc, EVENTS, str(TALKING))
    return await house.log.append(drafts, BY_ANNA, {TALKING: last})


async def arrives(house: House, size: int, seconds: float = PATIENCE_SECONDS) -> int:
    """Something of this size is on INBOUND; its position."""
    answer = await request(house.nc, _SUBJECT, b"\0" * size, seconds)
    return int(checked(answer.data)["seq"])


async def arrives_for_ever(house: House) -> None:
    while True:
        await arrives(house, MEGABYTE)


async def facts(house: House) -> int:
    """How many events stand on the conversation."""
    asked = {"subjects_filter": str(TALKING)}
    state = (await ask(house.nc, f"STREAM.INFO.{EVENTS}", asked))["state"]
    count: int = state["subjects"][str(TALKING)]
    return count


async def length(house: House, stream: str) -> int:
    state = (await ask(house.nc, f"STREAM.INFO.{stream}"))["state"]
    assert state["first_seq"] == 1
    messages: int = state["messages"]
    return messages


async def answers(house: House) -> bool:
    """Whether the server, which begins anew, tells of EVENTS by now."""
    with contextlib.suppress(*ENGINE_FAULTS):
        return await length(house, EVENTS) > 0
    return False


async def test_writing_stops_before_the_server_breaks_and_goes_on_when_there_is_room(
    small_log: SmallLog,
) -> None:
    house, room = small_log.house, watch(small_log.house)
    await append(house, attempted(1))
    small_log.disk.fill(98.5)
    await room.look()
    with pytest.raises(Transient) as refused:
        await append(house, attempted(2))
    small_log.disk.clear()
    await room.look()
    await append(house, attempted(2), sent(2))
    await small_log.server.stop()
    await small_log.server.start()

    assert refused.value.retry_after == 30
    assert await until(lambda: answers(house))
    assert await facts(house) == 3
    assert (await said_of(house, LOG)).level is Level.ROOMY


async def test_what_has_left_the_house_is_written_into_the_reserve(small_log: SmallLog) -> None:
    house = small_log.house
    await append(house, attempted(1))
    small_log.disk.fill(98.5)
    await watch(house).look()
    with pytest.raises(Transient):
        await append(house, attempted(2), sent(2))

    assert await append(house, sent(1)) == await last_seq(house.nc, EVENTS)
    assert (await said_of(house, LOG)).level is Level.FULL


async def test_a_server_that_met_a_full_disk_after_all_is_started_anew_when_there_is_room(
    small_log: SmallLog,
) -> None:
    house, room = small_log.house, watch(small_log.house)
    await room.look()
    taken = [await arrives(house, MEGABYTE) for _ in range(3)]
    small_log.disk.fill(100)
    with pytest.raises(TimeoutError):
        await arrives(house, MEGABYTE, seconds=1)
    await room.look()
    full = house.condition.stores[LOG]
    small_log.disk.clear()

    async def takes_again() -> int:
        await room.look()
        if house.condition.level is not Level.FULL:
            with contextlib.suppress(nats.errors.NoRespondersError):  # it has just begun anew
                return await arrives(house, MEGABYTE)
        return 0

    assert full is Level.FULL
    assert await until(takes_again) == len(taken) + 1
    assert await length(house, INBOUND) == len(taken) + 1


async def test_the_servers_own_limit_is_known_at_once_and_watched(small_log: SmallLog) -> None:
    """On its own nats-server takes three quarters of what the disk had when it started."""
    house, room = small_log.house, watch(small_log.house)
    await room.look()
    with pytest.raises(ApiError):
        await arrives_for_ever(house)
    with pytest.raises(Transient):
        await append(house, attempted(1), sent(1))
    at_once = house.condition.stores[LOG]
    await room.look()
    await room.look()
    measured = house.condition.stores[LOG]
    for seq in range(1, 8):
        await ask(house.nc, f"STREAM.MSG.DELETE.{INBOUND}", {"seq": seq})
    await room.look()

    assert (at_once, measured) == (Level.FULL, Level.FULL)
    assert await append(house, attempted(1), sent(1))
