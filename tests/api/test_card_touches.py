from typing import Any

import pytest

from hub.house import House
from tests.api.caller import Caller
from tests.api.selling import Selling
from tests.examples import BORIS_CARD, VERA_CARD


@pytest.fixture
async def touched(moving: House) -> None:
    """Boris came by an advertisement and by a search; Vera pressed one advertisement twice."""
    await Selling(moving).everything()


def told(touch: Any) -> tuple[str, str | None]:
    return touch["source"], touch["cost"] and touch["cost"]["amount"]


@pytest.mark.usefixtures("touched")
async def test_a_card_tells_how_the_client_came_the_newest_first(admin: Caller) -> None:
    found = await admin.get(f"/clients/{BORIS_CARD}/touches")

    assert told(found["first"]) == ("yandex", "10.00")
    assert [told(one) for one in found["items"]] == [("google", None), ("yandex", "10.00")]


@pytest.mark.usefixtures("touched")
async def test_a_click_that_was_pressed_twice_is_paid_once(admin: Caller) -> None:
    found = await admin.get(f"/clients/{VERA_CARD}/touches")

    assert [told(one) for one in found["items"]] == [("yandex", None), ("yandex", "12.50")]
