"""What somebody deletes by hand comes back where it was, and nothing is missed or done twice."""

from nats.js.errors import NotFoundError

from hub.house import House
from hub.log.streams import EVENTS, INBOUND
from tests.capture.arriving import chat
from tests.capture.working import captured, capturing, outcomes, projecting, put
from tests.story import PATIENCE_SECONDS


async def test_every_consumer_that_is_deleted_comes_back_at_its_position(house: House) -> None:
    async with projecting(house), capturing(house):
        await put(house, chat("1"))
        await captured(house)
        deleted = await _delete_consumers(house)

        await put(house, chat("2"))
        events = await captured(house)

    assert deleted >= 2
    assert outcomes(events) == {1: "message.received", 2: "message.received"}


async def test_no_consumer_outlives_who_reads_by_it(house: House) -> None:
    """One that stayed would be an acknowledgement somewhere else than in the log."""
    async with projecting(house), capturing(house):
        await put(house, chat("1"))
        await captured(house)
        there = await house.nc.jetstream(timeout=PATIENCE_SECONDS).consumers_info(EVENTS)

        assert there
        assert all(one.config.durable_name is None for one in there)


async def _delete_consumers(house: House) -> int:
    """By hand, under the feet of those who read; how many there were."""
    js, deleted = house.nc.jetstream(timeout=PATIENCE_SECONDS), 0
    for stream in (INBOUND, EVENTS):
        for consumer in await js.consumers_info(stream):
            try:
                await js.delete_consumer(stream, consumer.name)
            except NotFoundError:
                continue
            deleted += 1
    return deleted
