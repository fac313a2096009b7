"""Two answers to one question: what is new is shown before anything leaves."""

import pytest
from playwright.async_api import expect

from tests.console.conftest import Sits
from tests.console.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_of_two_who_answer_at_once_the_second_is_held_until_they_have_seen_the_first(
    shop: Office, sits: Sits
) -> None:
    anna, gleb = await sits(await shop.hires("Anna")), await sits(await shop.hires("Gleb"))
    await shop.client_writes(77, "Boris", "Do you deliver?")
    for one in (anna, gleb):
        await one.opens("Boris", "unassigned")
    await gleb.writes_until("We do, on Fri", anna.sees_replying("Gleb"))
    await anna.writes_until("Yes", gleb.sees_replying("Anna"))

    await anna.sends()
    await expect(gleb.said("Yes")).to_be_visible()
    await gleb.writes("day")
    await gleb.answer.press("ControlOrMeta+Enter")
    held = gleb.page.get_by_role("region", name="While you wrote")
    await expect(held).to_contain_text("Not sent yet")
    await expect(held).to_contain_text("Anna")
    before = await shop.sent_to(77)
    async with gleb.accepted():
        await gleb.button("Send anyway").click()

    assert before == ["Yes"]
    assert await shop.sent_to(77, many=2) == ["Yes", "We do, on Friday"]


async def test_what_the_client_adds_while_one_types_is_shown_before_the_answer_leaves(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await shop.client_writes(77, "Boris", "One samovar, please", to=anna.id)
    await anna.opens("Boris")
    await anna.writes("One samovar it is")
    shop.bot.says(77, "No, make it two")
    await expect(anna.said("No, make it two")).to_be_visible()
    await anna.answer.press("ControlOrMeta+Enter")

    held = anna.page.get_by_role("region", name="While you wrote")
    await expect(held).to_contain_text("No, make it two")
    await expect(anna.answer).to_have_value("One samovar it is")
    await anna.button("Go on editing").click()
    await anna.answer.fill("Two samovars it is")
    await anna.sends()

    assert await shop.sent_to(77) == ["Two samovars it is"]
