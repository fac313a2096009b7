"""Russian first: every word is there, and numbers take the right one of three forms."""

import re

import pytest
from playwright.async_api import expect

from tests.console.browsing import Look
from tests.console.conftest import Sits
from tests.console.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="session")

KEY_NAME = re.compile(r"\b[a-z]+[a-zA-Z]*(?:[.:][a-z][a-zA-Z_]+)+\b")
"""As a word looks whose translation is missing: `guard.held`, `shell:nobody`."""
LATIN = re.compile(r"[A-Za-z]{3,}")
NAMES = {"Omnihub", "Telegram", "English"}
KEYS = {"Ctrl", "CSV", "Enter"}
GIVEN = {"ops", "test", "browser"}
"""What the test itself called a token and a device."""
FOREIGN = NAMES | KEYS | GIVEN


async def test_the_inbox_speaks_russian_without_a_word_that_is_missing(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Анна", "administrator"), Look("ru"))
    talk = await shop.client_writes(77, "Борис", "Самовар ещё есть?", to=anna.id)
    await shop.admin.does(
        "POST", f"/conversations/{talk['conversation_id']}/notes", text="Дайте скидку"
    )
    shown = ""
    for place in ("/inbox/snoozed", "/now", "/clients", "/people", "/me"):
        await anna.goes(place)
        await expect(anna.page.get_by_role("main").first).to_be_visible()
        await anna.settles()
        shown += await anna.page.inner_text("body") + "\n"
    await anna.goes(f"/inbox/mine/{talk['conversation_id']}")
    await expect(anna.page.get_by_role("region", name="Карточка клиента")).to_contain_text("Борис")
    await expect(anna.page.get_by_text("Дайте скидку")).to_be_visible()
    shown += await anna.page.inner_text("body")

    assert KEY_NAME.findall(shown) == []
    foreign = [line for line in shown.splitlines() if set(LATIN.findall(line)) - FOREIGN]
    assert foreign == []


async def test_numbers_take_the_right_form_of_a_russian_word(shop: Office, sits: Sits) -> None:
    anna = await sits(await shop.hires("Анна"), Look("ru"))
    for number in range(5):
        await shop.client_writes(70 + number, f"Клиент {number}", "Здравствуйте", to=anna.id)
    await anna.goes("/inbox/mine")
    marks = anna.page.get_by_role("checkbox")
    await expect(marks).to_have_count(5)

    await marks.nth(0).click()
    await expect(anna.page.get_by_text("1 отмечен", exact=True)).to_be_visible()
    await marks.nth(1).click()
    await expect(anna.page.get_by_text("2 отмечено", exact=True)).to_be_visible()
    await anna.presses("Shift+A")
    await expect(anna.page.get_by_text("5 отмечено", exact=True)).to_be_visible()
