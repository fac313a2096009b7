"""Reading in order, without a gap, whatever happens to the server or the consumer."""

import asyncio
import os
import signal

import nats.errors
import pytest
from nats.aio.client import Client

from contracts.errors import Misconfigured
from hub.house import House
from hub.log.read import Reader
from hub.log.streams import EVENTS, INBOUND
from tests.conftest import Running
from tests.story import PATIENCE_SECONDS


async def put(nc: Client, numbers: range) -> None:
    """Messages that say their own place."""
    js = nc.jetstream(timeout=PATIENCE_SECONDS)
    for number in numbers:
        await js.publish_async("in.test.numbers", str(number).encode())
    await js.publish_async_completed()


async def read(reader: Reader, until: int) -> list[int]:
    """What the reader finds, up to this number."""
    found: list[int] = []
    async with asyncio.timeout(PATIENCE_SECONDS):
        async for batch in reader.batches():
            found += [int(stored.body) for stored in batch]
            if found and found[-1] >= until:
                return found
    raise AssertionError


async def test_thousands_come_in_order_and_none_is_missing(house: House) -> None:
    await put(house.nc, range(1, 5_001))

    async with Reader(house.nc, INBOUND, 0) as reader:
        assert await read(reader, 5_000) == list(range(1, 5_001))


async def test_it_begins_after_its_position(house: House) -> None:
    await put(house.nc, range(1, 11))

    async with Reader(house.nc, INBOUND, 7) as reader:
        assert await read(reader, 10) == [8, 9, 10]


async def test_a_batch_is_no_larger_than_was_asked(house: House) -> None:
    await put(house.nc, range(1, 51))

    async with Reader(house.nc, INBOUND, 0, most=20) as reader:
        batches = reader.batches()
        sizes = [len(await anext(batches)) for _ in range(3)]

    assert max(sizes) <= 20


async def test_no_message_is_missed_while_the_server_dies_and_comes_back(
    house: House, running: Running
) -> None:
    async with Reader(house.nc, INBOUND, 0) as reader:
        await put(house.nc, range(1, 101))
        before = await read(reader, 100)

        server = running.engines.nats.pid
        assert server
        os.kill(server, signal.SIGKILL)
        writing = asyncio.create_task(_put_somehow(house.nc, range(101, 201)))
        after = await read(reader, 200)
        await writing

    assert before + after == list(range(1, 201))


async def _put_somehow(nc: Client, numbers: range) -> None:
    """One after the other, each until the log has it, once."""
    for number in numbers:
        await _put_one(nc, number)


async def _put_one(nc: Client, number: int) -> None:
    headers = {"Nats-Msg-Id": str(number)}
    while True:
        try:
            await nc.request("in.test.numbers", str(number).encode(), 1, headers=headers)
        except (nats.errors.Error, OSError):
            await asyncio.sleep(0.05)
        else:
            return


async def test_a_consumer_that_somebody_deletes_is_made_anew(house: House) -> None:
    async with Reader(house.nc, EVENTS, 0) as idle, Reader(house.nc, INBOUND, 0) as reader:
        await put(house.nc, range(1, 11))
        before = await read(reader, 10)
        js = house.nc.jetstream(timeout=PATIENCE_SECONDS)
        for consumer in await js.consumers_info(INBOUND):
            await js.delete_consumer(INBOUND, consumer.name)

        await put(house.nc, range(11, 21))

        assert before + await read(reader, 20) == list(range(1, 21))
        assert idle.position == 0


async def test_a_stream_that_was_set_back_is_refused_with_a_remedy(house: House) -> None:
    """New messages would take the places of those that were lost, and never be read."""
    await put(house.nc, range(1, 4))

    async with Reader(house.nc, INBOUND, 5) as reader:
        with pytest.raises(Misconfigured) as refused:
            await read(reader, 9)

    assert "backup" in refused.value.remedy
