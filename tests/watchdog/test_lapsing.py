"""Calls whose end was never told: they are over in the end, and whoever was missed is called back.

Capture and the watchdog work side by side, and the clock moves.
"""

from collections.abc import AsyncIterator

import pytest

from contracts.inbound import CallPhase, Inbound
from hub.house import House
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from projections.calls import CALLS, CallRow
from projections.tasks import TASKS
from tests.capture.arriving import news
from tests.capture.working import captured, capturing, put
from tests.clock import Hands
from tests.examples import NOON
from tests.story import ALL, history, names, table, until
from tests.watchdog.story import looked, watched

RINGING = news("1", CallPhase.RINGING)
ANSWERED = news("2", CallPhase.ANSWERED, 1)


@pytest.fixture
async def exchange(firm: House, hands: Hands) -> AsyncIterator[House]:
    """The exchange tells what it tells; everybody is at work."""
    hands.at = NOON
    async with capturing(firm), watched(firm):
        yield firm


async def told(house: House, *inbounds: Inbound) -> None:
    await put(house, *inbounds)
    await captured(house)


async def lapsed(house: House) -> CallRow | None:
    (call,) = await table(house, CALLS)
    return call if call.lapsed else None


async def lapses(house: House) -> CallRow:
    """The call, once it is over; by then what follows from that is known as well."""
    call: CallRow = await until(lambda: lapsed(house))
    await house.progress.reached(ALL, await last_seq(house.nc, EVENTS))
    return call


async def tasks(house: House) -> list[str]:
    return [row.status for row in await table(house, TASKS)]


async def test_a_call_of_which_nothing_is_heard_for_an_hour_was_missed(
    exchange: House, hands: Hands
) -> None:
    await told(exchange, RINGING)
    hands.forward(minutes=59)
    await looked(exchange)
    assert await lapsed(exchange) is None

    hands.forward(minutes=1)
    call = await lapses(exchange)

    assert call.missed
    assert await tasks(exchange) == ["open"]


async def test_a_call_that_lapsed_is_said_to_be_over_once(exchange: House, hands: Hands) -> None:
    await told(exchange, RINGING)
    hands.forward(hours=1)
    await lapses(exchange)

    hands.forward(hours=12)
    await looked(exchange)

    happened = names(await history(exchange))
    assert happened.count("call.lapsed") == happened.count("task.opened") == 1


async def test_a_call_that_was_answered_lapses_after_half_a_day_and_is_nobodys_task(
    exchange: House, hands: Hands
) -> None:
    await told(exchange, RINGING, ANSWERED)
    hands.forward(hours=11, minutes=59)
    await looked(exchange)
    assert await lapsed(exchange) is None

    hands.forward(minutes=1)
    call = await lapses(exchange)

    assert not call.missed
    assert await tasks(exchange) == []


async def test_the_end_that_is_told_later_changes_nothing(exchange: House, hands: Hands) -> None:
    await told(exchange, RINGING)
    hands.forward(hours=1)
    await lapses(exchange)

    await told(exchange, news("3", CallPhase.ENDED, 1))

    assert await tasks(exchange) == ["open"]


async def test_the_answer_that_is_told_later_calls_off_the_call_back(
    exchange: House, hands: Hands
) -> None:
    await told(exchange, RINGING)
    hands.forward(hours=1)
    await lapses(exchange)

    await told(exchange, ANSWERED)

    assert await tasks(exchange) == ["cancelled"]


async def test_a_call_that_rings_again_and_again_has_not_lapsed(
    exchange: House, hands: Hands
) -> None:
    """A queue tells of every colleague whom it rings."""
    await told(exchange, RINGING)
    hands.forward(minutes=50)
    await told(exchange, news("3", CallPhase.RINGING, 50))

    hands.forward(minutes=30)
    await looked(exchange)

    assert await lapsed(exchange) is None


async def test_a_recording_alone_tells_of_no_missed_call(exchange: House, hands: Hands) -> None:
    recorded = news("3", CallPhase.RECORDED, 3, recording="https://pbx.example/1.wav")
    await told(exchange, recorded)

    hands.forward(hours=13)
    await looked(exchange)

    assert await tasks(exchange) == []
