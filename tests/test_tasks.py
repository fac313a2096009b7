"""A task that overhears being told to stop is told again."""

import asyncio
import contextlib
import threading

import pytest

from hub.tasks import ended, finished, in_thread
from tests.story import PATIENCE_SECONDS


async def test_a_task_that_forgets_a_cancellation_ends_all_the_same() -> None:
    deaf = asyncio.Event()

    async def forgets_once() -> None:
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            deaf.set()
        await asyncio.Event().wait()

    task = asyncio.create_task(forgets_once())
    await asyncio.sleep(0)

    await ended([task], again=0.01)

    assert deaf.is_set()
    assert task.cancelled()


async def test_what_a_thread_finds_or_raises_is_found_or_raised_here() -> None:
    assert await in_thread(lambda: 7) == 7
    with pytest.raises(ZeroDivisionError):
        await in_thread(lambda: 1 / 0)


def test_a_thread_that_does_not_end_keeps_nobody_from_leaving() -> None:
    never = threading.Event()

    async def leaves() -> None:
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(0.01):
                await in_thread(never.wait)

    asyncio.run(leaves())  # asyncio's own threads it would wait for, and for ever

    assert not never.is_set()
    never.set()


async def test_what_is_told_to_stop_in_the_middle_comes_to_its_end_first() -> None:
    begun, may_end, ends = asyncio.Event(), asyncio.Event(), list[str]()

    async def work() -> None:
        begun.set()
        await may_end.wait()
        ends.append("the work")

    task = asyncio.create_task(finished(work(), within=PATIENCE_SECONDS))
    await begun.wait()
    task.cancel()
    asyncio.get_running_loop().call_soon(may_end.set)
    with contextlib.suppress(asyncio.CancelledError):
        await task

    assert ends == ["the work"]
    assert task.cancelled()


async def test_what_does_not_come_to_its_end_in_time_is_ended() -> None:
    begun, gone = asyncio.Event(), asyncio.Event()

    async def work() -> None:
        begun.set()
        try:
            await asyncio.Event().wait()
        finally:
            gone.set()

    task = asyncio.create_task(finished(work(), within=0.01))
    await begun.wait()
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
    async with asyncio.timeout(PATIENCE_SECONDS):
        await gone.wait()

    assert task.cancelled()
