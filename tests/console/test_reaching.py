"""What is a colleague's is not there: not in a list, not by its address, not by any other way."""

import pytest
from playwright.async_api import expect

from tests.console.conftest import Sits
from tests.console.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def test_a_colleagues_client_is_reached_by_no_way_that_a_browser_knows(
    shop: Office, sits: Sits
) -> None:
    anna, gleb = await sits(await shop.hires("Anna")), await sits(await shop.hires("Gleb"))
    talk = await shop.client_writes(77, "Boris", "My secret samovar", to=anna.id)
    await anna.opens("Boris")
    await anna.attaches("secret.pdf", "application/pdf", b"%PDF-1.7 secret")
    await anna.writes("For your eyes only")
    await anna.sends()
    file = anna.thread.get_by_role("link").filter(has_text="secret.pdf")
    href = await file.get_attribute("href")
    ear = await gleb.listens()

    for place in (
        "/inbox/unassigned",
        "/inbox/team",
        "/inbox/all",
        "/inbox/closed",
        "/now",
        "/clients",
    ):
        await gleb.goes(place)
        await gleb.settles()
        await expect(gleb.page.get_by_text("Boris")).to_have_count(0)
    await gleb.goes(f"/inbox/mine/{talk['conversation_id']}")
    await expect(gleb.page.get_by_text("There is no such conversation")).to_be_visible()
    await gleb.goes(f"/clients/{talk['client_id']}")
    await expect(gleb.page.get_by_text("No such card", exact=True)).to_be_visible()
    await gleb.finds("samovar")
    await expect(gleb.page.get_by_text("Nothing found")).to_be_visible()
    shop.bot.says(77, "And another secret")
    await expect(anna.said("And another secret")).to_be_visible()
    vera = await shop.client_writes(78, "Vera", "For everybody")
    await ear.wait_for_function("id => window.heard.includes(id)", arg=vera["conversation_id"])
    heard = await ear.evaluate("window.heard")

    foreign = [f"/v1/clients/{talk['client_id']}/history", href or ""]
    assert [await gleb.asks(path) for path in foreign] == [404, 404]
    assert [await anna.asks(path) for path in foreign] == [200, 200]
    assert talk["conversation_id"] not in heard
    assert talk["client_id"] not in heard
