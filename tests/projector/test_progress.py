"""How far projections are is known whatever becomes of the connection that listens."""

import asyncio

import asyncpg

from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from tests.capture.arriving import chat
from tests.capture.working import captured, capturing, projecting, put
from tests.story import PATIENCE_SECONDS, until


class Broken:
    """A connection that was cut in the middle of an answer: the driver refuses it ever after."""

    def __init__(self, silent: bool) -> None:
        self.terminated = False
        self._silent = silent

    async def fetch(self, _: str) -> list[object]:
        """No answer, or the driver's complaint."""
        if self._silent:
            await asyncio.Event().wait()
        raise asyncpg.InternalClientError("cannot switch to state 12; another operation")

    def terminate(self) -> None:
        """Given up."""
        self.terminated = True


async def test_a_listener_that_is_broken_or_silent_is_given_up_and_the_answer_found_elsewhere(
    house: House,
) -> None:
    async with projecting(house), capturing(house):
        await put(house, chat("1"))
        await captured(house)
        head = await last_seq(house.nc, EVENTS)
        for broken in (Broken(silent=False), Broken(silent=True)):
            house.progress._listener = broken  # type: ignore[assignment]  # what is left of one

            await house.progress.reached(["thread"], head, seconds=PATIENCE_SECONDS)

            assert broken.terminated


async def test_a_listener_whose_backend_was_killed_is_replaced(house: House) -> None:
    async def listening() -> object:
        return house.progress._listener

    async with projecting(house):
        first = await until(listening)
        admin = await asyncpg.connect(house.addresses.vault)
        await admin.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE 'LISTEN%' "
            "OR query LIKE '%builds.checkpoints%' AND pid <> pg_backend_pid()"
        )
        await admin.close()

        async def another() -> bool:
            return house.progress._listener not in {None, first}

        assert await until(another)
