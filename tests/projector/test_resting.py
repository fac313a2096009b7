"""Comparing two builds takes as long as it takes: nobody may take that for standing still."""

from typing import Any

import pytest

from hub.house import House
from hub.log.jetstream import last_seq
from hub.projector import rebuild
from hub.projector.hashing import hash_of
from hub.projector.rebuild import Rebuilder
from hub.supervision.pulse import watched
from tests.projector.notes import NOTES, working, write


async def test_nobody_has_to_beat_while_builds_are_compared(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where the live build went on meanwhile, and the new one had to be brought up to it."""
    beating: list[bool] = []

    async def compared(*what: Any) -> str:
        beating.append(pulse._beaten is not None)
        return await hash_of(*what)

    async def earlier(*stream: Any) -> int:
        return await last_seq(*stream) - 1

    monkeypatch.setattr(rebuild, "hash_of", compared)
    monkeypatch.setattr(rebuild, "last_seq", earlier)
    async with working(house):
        await house.progress.reached([NOTES.name], await write(house, range(3)))
    with watched() as pulse:
        await Rebuilder(house.nc, house.views, house.keys).rebuild(NOTES, lambda _, __: None)

    assert beating == [False, False]
