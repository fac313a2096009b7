"""A request that stands on the log, and not yet in the view, is found as soon as it does."""

from collections.abc import Mapping, Sequence

from contracts.event import Draft, Subject
from hub.capture.retrying import Retrying
from hub.capture.run import NEEDS
from hub.house import House
from hub.parked.asking import ask_again
from tests.capture.arriving import chat
from tests.capture.working import projecting
from tests.parked.parking import parked, repaired


async def test_a_look_at_a_view_that_is_behind_spares_no_other(house: House) -> None:
    tried: list[Sequence[Draft]] = []

    async def put(drafts: Sequence[Draft], _: Mapping[Subject, int]) -> None:
        tried.append(drafts)

    async with projecting(house):
        (one,) = await parked(house, chat("1"))
    seq = await ask_again(house, [one], "anna")
    retrying = Retrying(repaired(house), NEEDS)
    await retrying.round(put)
    before = len(tried)

    async with projecting(house):
        await house.progress.reached(NEEDS, seq)
        retrying._look_at = 0.0
        await retrying.round(put)

    assert (before, len(tried)) == (0, 1)
