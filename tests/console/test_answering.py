"""A client writes, and is answered: what the provider saw is what counts."""

import pytest
from playwright.async_api import expect

from tests.console.conftest import Sits
from tests.console.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_message_appears_by_itself_and_is_answered_from_the_keyboard(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await anna.goes("/inbox/unassigned")
    await expect(anna.page.get_by_text("Nothing is unassigned")).to_be_visible()

    shop.bot.says(77, "Is the samovar still there?", name="Boris")
    await anna.row("Boris").click()
    await expect(anna.said("Is the samovar still there?")).to_be_visible()
    await expect(anna.answer).to_be_visible()
    await anna.presses("r")
    await expect(anna.answer).to_be_focused()
    await anna.writes("It is, and it is hot")
    await anna.sends()
    await expect(anna.button("Undo")).to_be_visible()
    early = shop.bot.sent_to(77)
    sent = await shop.sent_to(77)
    await expect(anna.said("It is, and it is hot").get_by_text("Sent", exact=True)).to_be_visible()

    assert early == []
    assert sent == shop.bot.sent_to(77) == ["It is, and it is hot"]


async def test_an_answer_that_was_taken_back_never_leaves_and_its_words_can_be_changed(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await shop.client_writes(77, "Boris", "How much is the samovar?", to=anna.id)
    await anna.opens("Boris")
    await anna.writes("Seven hundred")
    await anna.sends()
    await anna.button("Undo").click()
    await expect(anna.answer).to_have_value("Seven hundred")
    await anna.answer.fill("Eight hundred")
    await anna.sends()

    assert await shop.sent_to(77) == ["Eight hundred"]
