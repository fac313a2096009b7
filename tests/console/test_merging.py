"""One person on two cards: made one on the card, and two again when that was wrong."""

import pytest
from playwright.async_api import expect

from tests.console.browsing import PATIENCE_SECONDS
from tests.console.conftest import Sits
from tests.console.office import Office
from tests.story import until

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_merge_brings_everything_together_and_its_undoing_takes_it_apart(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    talks = [
        await shop.client_writes(chat, name, text, to=anna.id)
        for chat, name, text in ((77, "Boris", "From the phone"), (78, "Bob", "From the laptop"))
    ]
    await anna.opens("Boris")
    await expect(anna.said("From the phone")).to_be_visible()
    await expect(anna.card.get_by_role("heading", name="Boris")).to_be_visible()
    await anna.presses("m")
    await anna.card.get_by_label("Merge with whom").fill("Bob")
    await anna.card.get_by_role("list", name="Cards found").get_by_role("button").click()
    await anna.card.get_by_role("button", name="Merge", exact=True).click()
    await expect(anna.said("From the laptop")).to_be_visible()
    await expect(anna.said("From the phone")).to_be_visible()
    together = await _cards_once(shop, talks, many=1)
    await anna.card.get_by_role("button", name="Undo merge").click()
    await expect(anna.said("From the laptop")).to_have_count(0)
    await expect(anna.said("From the phone")).to_be_visible()
    await anna.row("Bob").click()
    await expect(anna.said("From the laptop")).to_be_visible()
    await expect(anna.said("From the phone")).to_have_count(0)

    apart = await _cards_once(shop, talks, many=2)
    assert together[0] == together[1]
    assert apart == [talk["client_id"] for talk in talks]


async def _cards_once(shop: Office, talks: list[dict[str, str]], many: int) -> list[str]:
    """The card of each, as soon as they are so many."""

    async def told() -> list[str] | None:
        paths = [f"/conversations/{talk['conversation_id']}" for talk in talks]
        cards = [str((await shop.admin.get(path))["client_id"]) for path in paths]
        return cards if len(set(cards)) == many else None

    found: list[str] = await until(told, PATIENCE_SECONDS)
    return found
