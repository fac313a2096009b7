"""A task that overhears being told to stop is told again."""

import asyncio

from hub.tasks import ended


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
