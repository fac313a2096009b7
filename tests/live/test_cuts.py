"""Cuts: whatever breaks, each fact is heard once, in order."""

import asyncio
import contextlib
import os
import random
import signal
from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp
import pytest
from structlog.testing import capture_logs

from hub.faults import ENGINE_FAULTS
from hub.house import House
from hub.live.fact import Fact
from hub.live.ring import Ring
from tests.conftest import Running
from tests.live.ear import Ear, passing, served, wakes_by_nothing
from tests.live.facts import happen
from tests.story import ALL, PATIENCE_SECONDS, until

_ANEW_SECONDS = 2 * PATIENCE_SECONDS
"""A killed server is begun anew, and found again, before anything more is heard."""


@pytest.mark.parametrize("seed", [1, 2, 3])
async def test_an_ear_that_is_cut_off_anywhere_hears_everything_once(
    house: House, anna: Ear, seed: int
) -> None:
    chance = random.Random(seed)  # noqa: S311 - where it is cut, not what is secret
    begun = await happen(house, 1)

    async def write() -> None:
        for _ in range(60):
            await happen(house, chance.randint(1, 20))
            await asyncio.sleep(chance.random() / 50)

    writing = asyncio.create_task(write())
    anna.last = begun
    while not writing.done():
        await _listen_for_a_while(anna, chance)
    last = await happen(house, 1)
    await anna.hear_until(last)

    assert anna.seqs == list(range(begun + 1, last + 1))


async def _listen_for_a_while(ear: Ear, chance: random.Random) -> None:
    left = chance.randint(0, 40)
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(chance.random() / 2), ear.listening() as blocks:
            async for _ in blocks:
                left -= 1
                if left < 0:
                    return


async def test_a_killed_log_server_costs_neither_a_fact_nor_the_connection(
    house: House, anna: Ear, running: Running
) -> None:
    begun = await happen(house, 10)

    async with asyncio.timeout(_ANEW_SECONDS), anna.listening(after=begun) as blocks:
        await happen(house, 5)
        server = running.engines.nats.pid
        assert server
        os.kill(server, signal.SIGKILL)
        last = await _happen_somehow(house)
        async for heard in blocks:
            if heard.id == last:
                break

    assert anna.seqs == list(range(begun + 1, last + 1))


async def test_who_reads_the_log_alone_survives_the_killed_server_too(
    house: House, anna: Ear, running: Running
) -> None:
    last = await happen(house, 12_000)
    await house.progress.reached(ALL, last, seconds=PATIENCE_SECONDS)

    async with asyncio.timeout(_ANEW_SECONDS), anna.listening(after=1) as blocks:
        await passing(blocks, "employee.availability_changed")
        server = running.engines.nats.pid
        assert server
        os.kill(server, signal.SIGKILL)
        async for heard in blocks:
            if heard.id == last:
                break

    assert anna.seqs == list(range(2, last + 1))


async def _happen_somehow(house: House) -> int:
    while True:
        try:
            return await happen(house, 5)
        except ENGINE_FAULTS:
            await asyncio.sleep(0.05)


@pytest.mark.timeout(600)
async def test_an_ear_that_takes_nothing_is_let_go_and_comes_back_to_where_it_was(
    house: House,
) -> None:
    async with served(house, buffer=4_096) as url:
        deaf = Ear(url, await house.tokens.give("anna", "employee"))
        begun = await happen(house, 1)
        with capture_logs() as logs, contextlib.suppress(aiohttp.ClientPayloadError):
            async with deaf.listening(after=begun) as blocks:
                await passing(blocks, "position")
                last = await happen(house, 9_000)
                await house.progress.reached(ALL, last, seconds=PATIENCE_SECONDS)
                await until(lambda: _said(logs, "live.too_slow"), 240)
                async for _ in blocks:
                    pass
        cut_at = deaf.seqs[-1]
        while deaf.seqs[-1] < last:  # where nothing runs for seconds, even who listens is let go
            with contextlib.suppress(aiohttp.ClientPayloadError):
                await deaf.hear_until(last)

    assert cut_at < last
    assert deaf.seqs == list(range(begun + 1, last + 1))


async def _said(logs: Sequence[Mapping[str, Any]], event: str) -> bool:
    return any(line["event"] == event for line in logs)


async def test_open_streams_end_with_the_api_at_once(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not when the time for requests under way is over, and not when they look up again."""
    monkeypatch.setattr("hub.api.serve._GRACE_SECONDS", 1_000)
    wakes_by_nothing(monkeypatch)
    async with contextlib.AsyncExitStack() as exits:
        serving = await exits.enter_async_context(contextlib.AsyncExitStack())
        url = await serving.enter_async_context(served(house))
        ear = Ear(url, await house.tokens.give("anna", "employee"))
        blocks = await exits.enter_async_context(ear.listening())
        await passing(blocks, "position")

        async with asyncio.timeout(PATIENCE_SECONDS):
            await serving.aclose()
            rest = [heard async for heard in blocks]

    assert rest == []


def test_the_ring_forgets_the_oldest_and_says_so() -> None:
    ring = Ring(start=5, most=10)
    ring.add(Fact(seq, "", "", b"") for seq in range(6, 30))

    assert (ring.floor, ring.top) == (19, 29)
    assert ring.after(18, 5) is None
    assert [fact.seq for fact in ring.after(19, 3) or ()] == [20, 21, 22]
    assert ring.after(29, 3) == ring.after(35, 3) == []
