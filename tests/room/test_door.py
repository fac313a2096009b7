"""The door of a full hub: who calls is told when to come again, and nothing was accepted."""

import pytest
from httpx import AsyncClient

from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import INBOUND
from hub.room.watch import Room
from tests.hooks import doorbell
from tests.hooks.conftest import (  # noqa: F401 - fixtures
    _installed,
    door,
    hooks,
)
from tests.room.conftest import Disk


@pytest.fixture(autouse=True)
def _mounted(blob_disk: Disk) -> None:
    """Before the house is opened."""


async def test_a_full_hub_says_when_to_come_again_and_accepts_nothing(
    blob_disk: Disk,
    house: House,
    door: AsyncClient,  # noqa: F811 - the fixture
) -> None:
    room = Room(house, held_seconds=0)
    blob_disk.fill(99)
    await room.look()
    refused = await door.post("/bell", content="one")
    shown = await door.get("/bell/script.js")
    seen, accepted = len(doorbell.ASKED), await last_seq(house.nc, INBOUND)
    blob_disk.clear()
    await room.look()
    taken = await door.post("/bell", content="one")

    assert (refused.status_code, refused.headers["retry-after"]) == (503, "30")
    assert "blobs is full" in refused.json()["detail"]
    assert shown.status_code == 200
    assert (seen, accepted) == (1, 0)
    assert (taken.status_code, await last_seq(house.nc, INBOUND)) == (200, 1)
