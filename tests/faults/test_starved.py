"""A process without file handles, or with hardly any processor: slow, and nothing is lost."""

import asyncio
import contextlib
import os
import resource
from collections.abc import Iterator
from pathlib import Path

import pytest

from hub.addresses import Addresses
from hub.house import House
from tests.clock import Hands
from tests.faults.lines import hub_behind, lines
from tests.faults.town import Town

pytestmark = pytest.mark.timeout(300)

_PROCESSORS = Path("/sys/fs/cgroup/cpu")
_PERIOD = 100_000
_A_TENTH = 10_000


@contextlib.contextmanager
def _no_file_handles() -> Iterator[None]:
    """What is open stays open; nothing more can be opened."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (3, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, (soft, hard))


@contextlib.contextmanager
def _a_tenth_of_a_processor() -> Iterator[None]:
    """This process alone: its engines are as fast as ever."""
    group = _PROCESSORS / f"omnihub-{os.getpid()}"
    group.mkdir()
    try:
        (group / "cpu.cfs_period_us").write_text(str(_PERIOD))
        (group / "cpu.cfs_quota_us").write_text(str(_A_TENTH))
        (group / "cgroup.procs").write_text(str(os.getpid()))
        yield
    finally:
        (_PROCESSORS / "cgroup.procs").write_text(str(os.getpid()))
        group.rmdir()


async def test_without_file_handles_nothing_is_lost(
    house: House, where: Addresses, hands: Hands
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()
        await town.goes_on()

        with _no_file_handles():
            between.log.cut_now("reset")
            between.database.cut_now("reset")
            town.says("boris", "are you there?")
            await asyncio.sleep(1.5)  # the fault lasts: there is nothing to wait for

        await town.is_well()


@pytest.mark.skipif(
    not os.access(_PROCESSORS / "cpu.cfs_quota_us", os.W_OK),
    reason="the machine lets us have no share of its processors",
)
async def test_with_a_tenth_of_a_processor_nothing_is_lost_or_done_twice(
    house: House, where: Addresses, hands: Hands
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        with _a_tenth_of_a_processor():
            await town.goes_on()
            await town.taken()
            await asyncio.sleep(1)  # the fault lasts: there is nothing to wait for

        await town.is_well()
