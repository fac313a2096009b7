"""Engines that stand still or die under a hub at work: it goes on by itself when they do."""

import asyncio
import contextlib
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from hub.addresses import Addresses
from hub.engines import Engines
from hub.house import House, open_house
from hub.settings import Settings
from tests.clock import Hands
from tests.conftest import Running
from tests.engines.witnesses import at_work_on
from tests.faults.lines import hub_behind, lines
from tests.faults.town import Town

pytestmark = pytest.mark.timeout(300)


def _processes(data: Path, program: str) -> list[int]:
    """The processes of an engine, its children too."""
    return [pid for pid in at_work_on(data) if _program(pid) == program]


def _program(pid: int) -> str:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{pid}/comm").read_text().strip()
    return ""


@contextlib.contextmanager
def _standing_still(processes: list[int]) -> Iterator[None]:
    for pid in processes:
        os.kill(pid, signal.SIGSTOP)
    try:
        yield
    finally:
        for pid in processes:
            os.kill(pid, signal.SIGCONT)


@pytest.mark.parametrize("program", ["nats-server", "postgres"])
async def test_an_engine_that_stands_still_and_goes_on_costs_time_and_nothing_else(
    house: House, where: Addresses, hands: Hands, running: Running, program: str
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()
        await town.goes_on()

        with _standing_still(_processes(running.folder / "engines", program)):
            town.says("boris", "are you there?")
            await asyncio.sleep(3)  # the fault lasts: there is nothing to wait for

        await town.is_well()


_KILL_THE_OTHERS = text(
    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() "
    "AND datname IN (current_database(), replace(current_database(), 'views', 'vault'))"
)


async def test_every_backend_killed_again_and_again_costs_nothing(
    house: House, where: Addresses, hands: Hands
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()
        await town.goes_on()

        for number in range(5):
            town.says("boris", f"are you there? {number}")
            async with house.views.connect() as connection:
                await connection.execute(_KILL_THE_OTHERS)

        await town.is_well()


async def test_while_a_killed_postgres_starts_anew_every_word_is_taken(
    settings: Settings, hands: Hands, tmp_path: Path
) -> None:
    """On engines of its own: those of the other tests hold their databases open."""
    async with Engines(tmp_path / "engines") as engines:
        dsn = engines.database_dsn
        where = Addresses(engines.nats_url, engines.nats_monitor_url, dsn("views"), dsn("vault"))
        async with (
            open_house(settings, where, hands) as house,
            lines(where) as between,
            hub_behind(between, house),
        ):
            town = Town(house, hands)
            await town.settle()
            await town.goes_on()

            _kill(_processes(tmp_path / "engines", "postgres"))
            town.says("boris", "are you there?")
            await town.taken()

            await town.is_well()


def _kill(processes: list[int]) -> None:
    for pid in processes:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
