"""What is told, in which order, and from where on."""

import asyncio

import pytest

from hub.house import House
from hub.live.stream import MOST_BEHIND, beginning
from hub.log.jetstream import last_seq
from hub.log.streams import EVENTS
from tests.examples import ANNA, BORIS, BY_ANNA
from tests.live.ear import Ear, passing
from tests.live.facts import happen
from tests.story import ALL, PATIENCE_SECONDS, boris_writes


async def test_a_fact_is_told_by_its_name_and_place_without_a_word_of_the_client(
    house: House, anna: Ear
) -> None:
    async with anna.listening() as blocks:
        await passing(blocks, "position")
        await boris_writes(house)
        claimed = await passing(blocks, "identity.claimed")

    assert claimed.told == {
        "seq": claimed.id,
        "type": "identity.claimed",
        "subject": {"aggregate": "identity", "id": str(BORIS)},
        "at": house.clock().isoformat(),
        "actor": "test",
    }


async def test_without_a_position_it_begins_now(house: House, anna: Ear) -> None:
    before = await happen(house, 3)
    await house.progress.reached(ALL, before)

    async with anna.listening() as blocks:
        first = await anext(aiter(blocks))
        last = await happen(house, 1)
        heard = await passing(blocks, "employee.availability_changed")

    assert (first.name, first.told) == ("position", {"seq": before})
    assert heard.told["seq"] == last
    assert heard.told["actor"] == BY_ANNA.actor


async def test_what_is_told_can_be_seen_by_who_asks_at_once(house: House, anna: Ear) -> None:
    behind = []
    async with anna.listening() as blocks:
        await passing(blocks, "position")
        for _ in range(10):
            await happen(house, 1)
            heard = await passing(blocks, "employee.availability_changed")
            behind.append(heard.told["seq"] - await house.progress.of(ALL))

    assert max(behind) <= 0


async def test_it_goes_on_after_a_position_that_only_the_log_still_has(
    house: House, anna: Ear
) -> None:
    last = await happen(house, 7_000)
    await house.progress.reached(ALL, last, seconds=PATIENCE_SECONDS)

    await anna.hear_until(last, after=100)

    assert anna.seqs == list(range(101, last + 1))


async def test_the_header_of_who_comes_back_counts_more_than_the_address(
    house: House, anna: Ear
) -> None:
    last = await happen(house, 10)
    anna.last = 8

    await anna.hear_until(last, after=2)

    assert anna.seqs == [9, 10]


@pytest.mark.parametrize(
    ("after", "wanted"),
    [
        (None, (200_000, "position")),
        (200_000 - MOST_BEHIND, (100_000, "position")),
        (200_000 - MOST_BEHIND - 1, (200_000, "reset")),
        (200_005, (200_005, "position")),
        (200_006, (200_000, "reset")),
    ],
)
def test_who_is_too_far_behind_or_ahead_of_the_log_has_to_load_anew(
    after: int | None, wanted: tuple[int, str]
) -> None:
    assert beginning(after, shown=200_000, last=200_005) == wanted


async def test_after_a_reset_it_goes_on_with_what_is_new(house: House, anna: Ear) -> None:
    last = await happen(house, 5)
    await house.progress.reached(ALL, last)

    async with anna.listening(after=last + 1) as blocks:
        reset = await passing(blocks, "reset", "position")
        new = await happen(house, 1)
        heard = await passing(blocks, "employee.availability_changed")

    assert (reset.name, reset.id, reset.told) == ("reset", last, {"seq": last})
    assert heard.told["seq"] == new


async def test_who_has_more_than_the_views_show_waits_for_the_rest(house: House, anna: Ear) -> None:
    last = await happen(house, 5)

    async with anna.listening(after=last) as blocks:
        new = await happen(house, 1)
        heard = await passing(blocks, "employee.availability_changed", "reset")

    assert heard.told["seq"] == new == await last_seq(house.nc, EVENTS)


async def test_many_ears_hear_the_same(house: House, anna: Ear) -> None:
    ears = [Ear(anna.url, anna.token) for _ in range(20)]
    await happen(house, 1)
    hearing = [asyncio.create_task(ear.hear_until(301, after=1)) for ear in ears]
    await happen(house, 300)
    await asyncio.gather(*hearing)

    assert {tuple(ear.seqs) for ear in ears} == {tuple(range(2, 302))}
    assert str(ANNA) == ears[0].facts[0].told["subject"]["id"]
