"""A look is spared while nothing can be new, and no longer."""

from datetime import timedelta

import pytest

from hub.quiet import Quiet
from tests.clock import Hands
from tests.examples import NOON


@pytest.fixture
def hands() -> Hands:
    return Hands(NOON)


async def test_nothing_is_spared_before_the_first_look(hands: Hands) -> None:
    assert not Quiet(hands).holds(0)


async def test_it_holds_until_the_log_grows(hands: Hands) -> None:
    quiet = Quiet(hands)
    quiet.begins(7)

    assert quiet.holds(7)
    assert not quiet.holds(8)


async def test_it_ends_when_something_is_due(hands: Hands) -> None:
    quiet = Quiet(hands)
    quiet.begins(7, hands() + timedelta(seconds=2))

    assert quiet.holds(7)
    hands.forward(seconds=2)
    assert not quiet.holds(7)


@pytest.mark.parametrize("seconds", [11, -11])
async def test_it_ends_when_the_clock_is_set(hands: Hands, seconds: int) -> None:
    quiet = Quiet(hands)
    quiet.begins(7)
    hands.forward(seconds=seconds)

    assert not quiet.holds(7)
