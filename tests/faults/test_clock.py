"""The machine's clock jumps: the order is the log's, and nobody is told twice or never."""

from datetime import UTC, datetime, timedelta

import pytest

from hub.addresses import Addresses
from hub.house import House
from tests.clock import Hands
from tests.examples import NOON
from tests.faults.lines import hub_behind, lines
from tests.faults.town import Town

pytestmark = pytest.mark.timeout(300)

JUMPS = {
    "an hour back": NOON - timedelta(hours=1),
    "a day forward": NOON + timedelta(days=1),
    "the beginning": datetime(1970, 1, 1, tzinfo=UTC),
    "the end of 32 bits": datetime(2038, 1, 19, 3, 14, 8, tzinfo=UTC),
}


@pytest.mark.parametrize("jump", JUMPS)
async def test_whatever_the_clock_says_words_arrive_and_an_alarm_is_raised_once(
    house: House, where: Addresses, hands: Hands, jump: str
) -> None:
    hands.at = NOON
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        hands.at = JUMPS[jump]
        town.says("boris", "what time is it?")
        await town.received()
        hands.at = NOON
        await town.goes_on()
        await town.is_well()
        hands.at = JUMPS[jump]

        await town.is_well()
