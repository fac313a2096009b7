"""Nothing typed is ever lost: whatever happens to the hub, the session or the page."""

import pytest
from playwright.async_api import expect

from tests.console.conftest import Sits
from tests.console.office import PASSWORD, Office

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_what_was_typed_while_the_hub_was_away_is_there_when_it_is_back(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await shop.client_writes(77, "Boris", "Are you there?", to=anna.id)
    await anna.opens("Boris")
    await anna.writes("We ")
    await shop.closes()
    await anna.writes("have been away")
    await anna.answer.press("ControlOrMeta+Enter")
    await expect(anna.thread.get_by_role("alert")).to_contain_text("Your text is kept")
    await anna.answer.fill("And there is more")
    await shop.opens()
    await anna.page.reload()

    await expect(anna.answer).to_have_value("And there is more")
    async with anna.accepted():
        await anna.button("Try again").click()
    assert await shop.sent_to(77) == ["We have been away"]


async def test_a_session_that_ends_while_one_types_costs_a_password_and_no_words(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await shop.may_sign_in(anna.id, "anna@example.com")
    await shop.client_writes(77, "Boris", "Are you there?", to=anna.id)
    await anna.opens("Boris")
    await anna.writes("I was just ")
    await shop.admin.does("DELETE", f"/employees/{anna.id}/sessions")
    over = anna.page.get_by_role("dialog", name="Sign in")
    await expect(over).to_be_visible()
    await over.get_by_label("Login").fill("anna@example.com")
    await over.get_by_role("textbox", name="Password").fill(PASSWORD)
    await over.get_by_role("button", name="Sign in").click()
    await expect(over).to_be_hidden()

    await expect(anna.answer).to_have_value("I was just ")
    await anna.answer.press("End")
    await anna.writes("leaving")
    await anna.sends()
    assert await shop.sent_to(77) == ["I was just leaving"]


async def test_a_draft_is_there_on_another_device(shop: Office, sits: Sits) -> None:
    at_work = await sits(await shop.hires("Anna"))
    await shop.client_writes(77, "Boris", "Are you there?", to=at_work.id)
    await at_work.opens("Boris")
    await at_work.drafts("I finish this at home")
    at_home = await sits(at_work.id)
    await at_home.goes("/inbox/mine")
    await expect(at_home.row("Boris")).to_contain_text("Draft")
    await at_home.row("Boris").click()

    await expect(at_home.answer).to_have_value("I finish this at home")


async def test_of_two_tabs_with_different_words_neither_is_lost(shop: Office, sits: Sits) -> None:
    one = await sits(await shop.hires("Anna"))
    await shop.client_writes(77, "Boris", "Are you there?", to=one.id)
    other = await sits(one.id)
    for tab in (one, other):
        await tab.opens("Boris")
        await expect(tab.answer).to_be_visible()
        await tab.settles()  # it knows that there is no draft yet
    await one.drafts("Words of one tab")
    await other.writes("Words of the other")

    both = other.page.get_by_role("alert", name="Another tab has a newer draft")
    await expect(both).to_contain_text("Words of one tab")
    await expect(other.answer).to_have_value("Words of the other")
