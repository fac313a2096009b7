"""What stands still is started anew, and in the end it is the process's turn."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

import pytest

from contracts.errors import Misconfigured
from hub.condition import Condition, RoleState
from hub.supervision.pulse import Stuck, beat, rest
from hub.supervision.supervised import Run, Supervised
from tests.story import PATIENCE_SECONDS

STILL_SECONDS = 0.1
SURELY_STILL_SECONDS = 0.5
"""Ten looks fit into it; one that comes late by a tenth of this begins it anew."""


class Work:
    """Beats once, then does as it was told, in turn."""

    def __init__(self, *turns: Exception | None) -> None:
        self._turns = list(turns)
        self.begun = 0
        self.is_over = asyncio.Event()

    async def run(self) -> None:
        """One time round."""
        self.begun += 1
        beat()
        if self._turns and (error := self._turns.pop(0)):
            raise error
        self.is_over.set()
        await asyncio.Event().wait()


@contextlib.asynccontextmanager
async def supervising(
    run: Run, condition: Condition, still_seconds: float | None = STILL_SECONDS
) -> AsyncIterator[asyncio.Task[None]]:
    """Under supervision for as long as this lasts."""
    task = asyncio.create_task(Supervised("part", run, condition, still_seconds).run())
    yield task
    task.cancel()
    await asyncio.wait({task})


async def test_a_part_that_fails_is_started_anew_and_says_so_meanwhile() -> None:
    condition, work = Condition(prepared=True), Work(OSError("secret"), ValueError("secret"))
    async with supervising(work.run, condition, None):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not condition.parts or condition.parts["part"].state is not RoleState.FAILING:  # noqa: ASYNC110 - nobody tells of it
                await asyncio.sleep(0)
        (said,) = condition.troubles()
        async with asyncio.timeout(PATIENCE_SECONDS):
            await work.is_over.wait()

        assert said == "part fails: an engine does not answer."
        assert condition.troubles() == []
        assert work.begun == 3


async def test_a_part_that_stands_still_is_started_anew_and_at_last_the_process() -> None:
    condition, work = Condition(prepared=True), Work()
    async with supervising(work.run, condition, SURELY_STILL_SECONDS) as task:
        await asyncio.wait({task}, timeout=PATIENCE_SECONDS)

        assert isinstance(task.exception(), Stuck)
        assert work.begun == 3


async def test_a_part_that_has_nothing_to_do_does_not_stand_still() -> None:
    standing_by = asyncio.Event()

    async def stand_by() -> None:
        beat()
        rest()
        standing_by.set()
        await asyncio.Event().wait()

    async with supervising(stand_by, Condition()) as task:
        await standing_by.wait()
        done, _ = await asyncio.wait({task}, timeout=5 * STILL_SECONDS)

        assert not done


async def test_a_part_that_goes_round_is_left_alone() -> None:
    rounds = 0

    async def go_round() -> None:
        nonlocal rounds
        while True:
            beat()
            rounds += 1
            await asyncio.sleep(STILL_SECONDS / 5)

    async with supervising(go_round, Condition()) as task:
        while rounds < 25 and not task.done():  # five times as long as it may stand still
            await asyncio.wait({task}, timeout=STILL_SECONDS)

        assert not task.done()


async def test_what_only_a_person_can_repair_is_not_tried_again() -> None:
    work = Work(Misconfigured("The secret is another one.", remedy="Restore it."))
    async with supervising(work.run, Condition()) as task:
        await asyncio.wait({task}, timeout=PATIENCE_SECONDS)

        with pytest.raises(Misconfigured):
            task.result()
        assert work.begun == 1


async def test_a_part_that_a_library_cancels_is_started_anew() -> None:
    """It would end without a word: a group does not care for a task that is cancelled."""
    again = asyncio.Event()

    async def run() -> None:
        if condition.parts["part"].state is RoleState.WORKING and not begun:
            begun.append(True)
            raise asyncio.CancelledError
        again.set()
        await asyncio.Event().wait()

    condition, begun = Condition(prepared=True), list[bool]()
    async with supervising(run, condition, None), asyncio.timeout(PATIENCE_SECONDS):
        await again.wait()


async def test_a_process_that_was_stopped_for_a_while_does_not_stand_still() -> None:
    """As by SIGSTOP, or a machine that slept: nobody could beat meanwhile."""

    async def go_round() -> None:
        while True:
            beat()
            await asyncio.sleep(STILL_SECONDS / 5)
            for _ in range(10):  # an answer of an engine takes a few turns of the loop
                await asyncio.sleep(0)

    async with supervising(go_round, condition := Condition()) as task:
        await asyncio.wait({task}, timeout=STILL_SECONDS)
        time.sleep(3 * STILL_SECONDS)  # noqa: ASYNC251 - the process is stopped
        await asyncio.wait({task}, timeout=STILL_SECONDS / 2)

        assert condition.parts["part"].state is RoleState.WORKING
