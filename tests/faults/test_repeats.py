"""What comes twice or in another order: it is done once, and leaves the same behind."""

from collections import Counter
from itertools import permutations

import pytest

from hub.addresses import Addresses
from hub.house import House
from tests.capture.arriving import BORIS_MAILS, VERA_CHATS, chat, edit, letter, names, picture, said
from tests.clock import Hands
from tests.faults.lines import hub_behind, lines
from tests.faults.town import Town

pytestmark = pytest.mark.timeout(300)

APPENDED = b'{"stream":'
COMMITTED = b"COMMIT\0"


_TIMES = 3


async def test_appends_and_commits_whose_answers_are_lost_are_made_once(
    house: House, where: Addresses, hands: Hands
) -> None:
    """The line dies with each of them, so that nobody knows what became of it."""
    async with lines(where) as between, hub_behind(between, house):
        town = Town(house, hands)
        await town.settle()

        between.log.lose_answers(_TIMES, APPENDED)
        between.database.lose_answers(_TIMES, COMMITTED)
        await town.goes_on()
        await town.is_well()

        assert [one.ended for one in between.log.lines].count("cut") == _TIMES
        assert [one.ended for one in between.database.lines].count("cut") == _TIMES


ARRIVING = (
    chat("1"),
    edit("2", "1"),
    chat("3", VERA_CHATS),
    edit("4", "3", VERA_CHATS),
    letter("5"),
    letter("6", BORIS_MAILS, "5"),
)


ONCE_EACH = ("identity.claimed", "client.registered", "lead.opened")


def test_in_each_of_720_orders_no_word_is_lost_and_everybody_has_one_card_and_one_lead() -> None:
    """What comes before that which it changes or answers stands as a message of its own."""
    for order in permutations(ARRIVING):
        told = Counter(name for events in said(picture(), *order) for name in names(events))

        assert told["message.received"] + told["message.edited"] == len(ARRIVING)
        assert [told[name] for name in ONCE_EACH] == [3, 3, 3]
