"""Parked inbounds given up: heard whenever it is said, and taken up again when asked."""

from collections.abc import AsyncIterator, Mapping, Sequence

import pytest

from contracts.capture import Standing
from contracts.errors import Conflict
from contracts.event import Draft, Subject
from hub.capture.retrying import Retrying
from hub.capture.run import NEEDS
from hub.house import House
from hub.log.codec import By
from hub.parked.asking import ask_again, discard
from tests.capture.arriving import VERA_CHATS, chat
from tests.capture.working import captured, capturing, projecting, put
from tests.examples import NOON
from tests.parked.parking import became, messages, parked, repaired, retried, until
from tests.parked.test_retrying import SETTLED


@pytest.fixture
async def moving(house: House) -> AsyncIterator[House]:
    """The projector at work."""
    async with projecting(house):
        yield house


async def test_what_is_discarded_leaves_the_list_and_can_be_taken_up_again(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    await moving.progress.reached(["registry"], await discard(moving, one, "spam", "anna"))
    gone = await became(moving)
    with pytest.raises(Conflict, match="discarded already"):
        await discard(moving, one, "spam", "anna")
    async with capturing(repaired(moving)):
        answer = await retried(moving, one)
        with pytest.raises(Conflict, match="settled"):
            await ask_again(moving, [one], "anna")

    assert (gone, answer) == ({one: "discarded"}, [SETTLED])
    assert await messages(moving) == [one]


async def test_who_gives_it_up_before_it_is_tried_is_heard(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    await ask_again(moving, [one], "anna")
    await discard(moving, one, "spam", "gleb")
    async with capturing(repaired(moving)):
        (later,) = await put(repaired(moving), chat("2", VERA_CHATS))
        await captured(moving)

    await until(moving, one, Standing.DISCARDED)
    assert await messages(moving) == [later.seq]


async def test_who_gives_it_up_while_it_is_decided_is_heard_too(moving: House) -> None:
    (one,) = await parked(moving, chat("1"))
    await moving.progress.reached(NEEDS, await ask_again(moving, [one], "anna"))

    async def put(drafts: Sequence[Draft], expect: Mapping[Subject, int]) -> None:
        await discard(moving, one, "spam", "gleb")
        await moving.keys.ensure(draft.key for draft in drafts if draft.key)
        await moving.log.append(drafts, By("capture", NOON), expect)

    await Retrying(repaired(moving), NEEDS).round(put)

    await until(moving, one, Standing.DISCARDED)
    assert await messages(moving) == []
