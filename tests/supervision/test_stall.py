"""A loop that stands still is noticed from outside it, and one that works is not."""

import asyncio
import threading
import time

from hub.supervision.stall import Stall

SECONDS = 2.0
"""Its thread looks twenty times in this: in less a busy machine has it look too late to judge."""

PATIENCE_SECONDS = 90.0


async def test_a_loop_that_stands_still_is_noticed() -> None:
    noticed = threading.Event()
    with Stall(asyncio.get_running_loop(), lambda _: noticed.set(), SECONDS).watched():
        await asyncio.sleep(SECONDS / 4)
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not noticed.is_set() and time.monotonic() < deadline:
            time.sleep(SECONDS / 10)  # noqa: ASYNC251 - it stands still on purpose

    assert noticed.is_set()


async def test_a_loop_that_works_is_left_alone() -> None:
    noticed = threading.Event()
    with Stall(asyncio.get_running_loop(), lambda _: noticed.set(), SECONDS).watched():
        for _ in range(15):
            await asyncio.sleep(SECONDS / 10)

    assert not noticed.is_set()
