"""The line to the log or to the databases is cut: all arrives once, and nobody hangs afterwards."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from hub.addresses import Addresses
from hub.house import House
from hub.standins.cutter import Cutter
from tests.clock import Hands
from tests.faults.lines import hub_behind, lines
from tests.faults.town import Town

pytestmark = pytest.mark.timeout(300)


@dataclass(frozen=True)
class Fault:
    """What befalls a line, and for how long."""

    befalls: Callable[[Cutter], None]
    seconds: float = 1.0


def _reset(line: Cutter) -> None:
    line.refuse()
    line.cut_now("reset")


RESET = Fault(_reset)
HELD_BACK = Fault(Cutter.hold)
DROPPED = Fault(Cutter.swallow)
DEAF = Fault(lambda line: line.swallow("to_client"))
UNHEARD = Fault(lambda line: line.swallow("to_server"))


@pytest.mark.parametrize("fault", [RESET, HELD_BACK, DROPPED, DEAF])
async def test_a_cut_line_to_the_log_costs_time_and_nothing_else(
    house: House, where: Addresses, hands: Hands, fault: Fault
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        fault.befalls(between.log)
        await town.goes_on()
        await asyncio.sleep(fault.seconds)  # the fault lasts: there is nothing to wait for
        await between.log.heal()

        await town.is_well()


@pytest.mark.parametrize("fault", [RESET, DROPPED, UNHEARD])
async def test_while_the_databases_are_cut_off_every_word_is_taken_and_all_is_done_afterwards(
    house: House, where: Addresses, hands: Hands, fault: Fault
) -> None:
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        fault.befalls(between.database)
        await town.goes_on()
        await town.taken()
        await asyncio.sleep(fault.seconds)  # the same
        await between.database.heal()

        await town.is_well()


async def test_lines_that_are_half_open_for_ever_are_given_up_for_new_ones(
    house: House, where: Addresses, hands: Hands
) -> None:
    """As when a router forgets its table: nobody is told, and only asking finds it out."""
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        between.log.forget()
        between.database.forget()
        await town.goes_on()

        await town.is_well(60)
