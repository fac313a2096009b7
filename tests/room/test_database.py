"""The databases of an external server: as large as the operator lets them become."""

from dataclasses import replace

import pytest

from hub.condition import Level
from hub.house import House
from hub.room.door import DATABASE
from hub.room.watch import Room


def external(house: House, room_bytes: int | None) -> House:
    """The same house, whose databases are somebody else's to keep."""
    given = {"database_url": "postgresql://elsewhere", "database_room_bytes": room_bytes}
    return replace(house, settings=house.settings.model_copy(update=given))


@pytest.mark.parametrize(
    ("room_bytes", "level"), [(None, None), (1, Level.FULL), (10**12, Level.ROOMY)]
)
async def test_they_are_watched_where_it_is_said_how_large_they_may_become(
    house: House, room_bytes: int | None, level: Level | None
) -> None:
    await Room(external(house, room_bytes)).look()

    assert house.condition.stores.get(DATABASE) is level
