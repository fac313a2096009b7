"""Parked inbounds asked for and given up in any order: one outcome each."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from random import Random

import pytest

from contracts.capture import Standing
from contracts.errors import Conflict
from hub.house import House
from hub.parked.asking import ask_again, discard
from tests.capture.arriving import VERA_MAILS, chat, filled, letter
from tests.capture.working import captured, capturing, history, projecting
from tests.parked.parking import NAIVE, became, messages, named, parked, repaired, retried, until

DECK = [
    chat("1"),
    chat("2", arrived_at=NAIVE),
    chat("3"),
    letter("4", VERA_MAILS),
    letter("5", VERA_MAILS, "4"),
    filled("6"),
]


@pytest.fixture
async def moving(house: House) -> AsyncIterator[House]:
    """The projector at work."""
    async with projecting(house):
        yield house


@pytest.mark.parametrize("seed", range(3))
async def test_any_order_of_requests_leaves_one_outcome_and_each_message_once(
    moving: House, seed: int
) -> None:
    """With the cause there or not, and captures that are stopped anywhere."""
    chance = Random(seed)  # noqa: S311 - a shuffled deck, no secret
    all_ = await parked(moving, *DECK)
    for _ in range(4):
        for inbound in chance.choices(all_, k=4):
            await _anything(moving, chance, inbound)
        async with capturing(repaired(moving) if chance.random() < 0.7 else moving):
            await _a_while(moving, all_[-1], chance.random())
    async with capturing(repaired(moving)):
        await captured(moving)
        for inbound in all_:
            await _settle(moving, inbound, hopeless=all_[1])

    wanted = dict.fromkeys(all_, "conversation") | {all_[1]: "discarded", all_[5]: "form"}
    assert await became(moving) == wanted
    assert sorted(await messages(moving)) == [one for one in all_ if one not in {all_[1], all_[5]}]
    settled = [one.event.inbound for one in named(await history(moving), "inbound.settled")]  # type: ignore[attr-defined]  # it has one
    assert sorted(settled) == [one for one in all_ if one != all_[1]]


async def _a_while(house: House, inbound: int, seconds: float) -> None:
    """Until this one is settled, or capture is stopped in the middle of whatever it does."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(seconds):
            await until(house, inbound, Standing.SETTLED)


async def _anything(house: House, chance: Random, inbound: int) -> None:
    """Where it was settled or discarded before, that is said, and nothing happens."""
    with contextlib.suppress(Conflict):
        if chance.random() < 0.6:
            await ask_again(house, [inbound], "anna")
        else:
            await discard(house, inbound, "spam", "gleb")


async def _settle(house: House, inbound: int, hopeless: int) -> None:
    with contextlib.suppress(Conflict):
        if inbound == hopeless:
            seq = await discard(house, inbound, "broken for good", "gleb")
            await house.progress.reached(["parked", "registry"], seq)
        else:
            await retried(house, inbound)
