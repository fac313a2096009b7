"""Who waits for an engine that is away does not stand still: it is said, and it is not our fault.

An outage would else cost every part a restart, and the third one the process its life.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace

import nats
import pytest

from hub.capture.run import Capture
from hub.databases import sql_engine
from hub.house import House
from hub.log.read import Reader
from hub.log.streams import EVENTS
from hub.projector.progress import Progress
from hub.supervision.pulse import beat
from hub.supervision.supervised import Run, Supervised

_STILL_SECONDS = 1.2
_NOBODY = "postgresql://127.0.0.1:1/views"


async def begun(house: House, run: Run) -> int:
    """How often a part begins that has been at work, in twice the time that it may stand still."""
    times = 0

    async def at_work() -> None:
        nonlocal times
        times += 1
        beat()
        await run()

    part = Supervised("part", at_work, house.condition, _STILL_SECONDS)
    task = asyncio.create_task(part.run())
    await asyncio.wait({task}, timeout=2 * _STILL_SECONDS)
    task.cancel()
    await asyncio.wait({task})
    return times


async def test_a_reader_waits_for_a_log_that_is_away(house: House) -> None:
    away = await nats.connect(house.addresses.nats_url)
    await away.close()

    async def read() -> None:
        async with Reader(away, EVENTS, 0) as reader:
            async for _ in reader.batches():
                pass

    assert await begun(house, read) == 1


async def test_capture_waits_for_databases_that_are_away(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is one that looks often: how slow the machine is must not look like standing still."""
    monkeypatch.setattr("hub.capture.run._PAUSE_SECONDS", 0.05)
    async with _nowhere(house) as cut_off:
        assert await begun(house, Capture(cut_off).run) == 1


@contextlib.asynccontextmanager
async def _nowhere(house: House) -> AsyncIterator[House]:
    """The same house without its views."""
    views = sql_engine(_NOBODY)
    yield replace(house, views=views, progress=Progress(views))
    await views.dispose()
