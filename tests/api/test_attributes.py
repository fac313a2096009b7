from typing import Any

import pytest

from tests.api.caller import Caller
from tests.api.story import Story
from tests.examples import BORIS_CARD, VERA, VERA_CARD

HIS, HERS = f"/clients/{BORIS_CARD}", f"/clients/{VERA_CARD}"


@pytest.fixture
async def both(story: Story) -> Story:
    """Two cards."""
    await story.client()
    await story.client(VERA, VERA_CARD, "Вера", "78")
    return story


async def wrote(caller: Caller, card: str, attribute: str, value: str | None) -> Any:
    return await caller.does("PUT", f"{card}/attributes/{attribute}", value=value)


async def known(caller: Caller, card: str) -> dict[str, str]:
    items = (await caller.get(f"{card}/attributes"))["items"]
    return {one["attribute"]: one["value"] for one in items}


@pytest.mark.usefixtures("both")
async def test_the_last_word_about_a_client_counts_whatever_its_case(anna: Caller) -> None:
    await wrote(anna, HIS, "Город", "Тверь")
    await wrote(anna, HIS, "город", "Клин")

    assert await known(anna, HIS) == {"город": "Клин"}


@pytest.mark.usefixtures("both")
async def test_merged_cards_know_both_and_parted_ones_know_their_own(anna: Caller) -> None:
    await wrote(anna, HIS, "Город", "Тверь")
    await wrote(anna, HERS, "Город", "Клин")
    await wrote(anna, HERS, "Размер", "42")
    merge = await anna.does("POST", f"{HIS}/merge", other_client_id=str(VERA_CARD))
    together = await known(anna, HIS)
    await anna.does("POST", f"{HIS}/unmerge", merge_id=merge["merge_id"])

    assert together == {"Город": "Клин", "Размер": "42"}
    assert await known(anna, HIS) == {"Город": "Тверь"}
    assert await known(anna, HERS) == {"Город": "Клин", "Размер": "42"}


@pytest.mark.usefixtures("both")
async def test_what_was_taken_back_is_gone_from_every_identity(anna: Caller) -> None:
    await wrote(anna, HIS, "Город", "Тверь")
    await wrote(anna, HERS, "Город", "Клин")
    await anna.does("POST", f"{HIS}/merge", other_client_id=str(VERA_CARD))

    await wrote(anna, HIS, "Город", None)

    assert await known(anna, HIS) == {}


@pytest.mark.usefixtures("both")
async def test_an_attribute_needs_a_name_and_a_card_that_stands(anna: Caller) -> None:
    await anna.does("POST", f"{HIS}/merge", other_client_id=str(VERA_CARD))

    nameless = await anna("PUT", f"{HIS}/attributes/%20", json={"value": "Тверь"})
    absorbed = await anna("PUT", f"{HERS}/attributes/Город", json={"value": "Клин"})

    assert (nameless.status_code, absorbed.status_code) == (422, 409)
