"""What is known of a store that nobody here can measure: what a write has met, and for how long."""

from dataclasses import replace

from hub.condition import Level
from hub.house import House
from hub.room.asking import limits_of_log
from hub.room.door import LOG, full
from hub.room.watch import Room

_NOBODY = "http://127.0.0.1:1"


def external(house: House, *monitors: str) -> House:
    """The same house, whose log is somebody else's to keep."""
    settings = house.settings.model_copy(update={"nats_url": house.addresses.nats_url})
    there = replace(house.addresses, nats_monitor_url=",".join(monitors))
    return replace(house, settings=settings, addresses=there)


async def test_a_store_that_was_full_by_hearsay_is_not_full_for_ever(house: House) -> None:
    """Its server tells nobody how full it is."""
    room = Room(external(house, _NOBODY), held_seconds=0)
    await room.look()
    full(house.condition, LOG)
    await room.look()
    met = house.condition.level
    await room.look()

    assert (met, house.condition.level) == (Level.FULL, Level.ROOMY)


async def test_of_a_cluster_any_node_that_answers_tells(house: House) -> None:
    monitor = house.addresses.nats_monitor_url

    assert await limits_of_log(external(house, _NOBODY, monitor))
    assert await limits_of_log(external(house, monitor, _NOBODY))
