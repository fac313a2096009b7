"""Single keys are physical keys: a Cyrillic layout changes nothing, and a field is for typing."""

import pytest
from playwright.async_api import expect

from tests.console.conftest import Sits
from tests.console.office import Office
from tests.console.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")


async def _presses(person: Person, code: str, key: str) -> None:
    """As a keyboard with a Cyrillic layout says it, once what listens for it is there."""
    await person.settles()
    await person.page.evaluate(
        """([code, key]) => (document.activeElement ?? document.body).dispatchEvent(
            new KeyboardEvent("keydown", { code, key, bubbles: true, cancelable: true }))""",
        [code, key],
    )


async def test_keys_work_in_a_cyrillic_layout_and_not_while_one_types(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    for chat, name in ((77, "Boris"), (78, "Vera")):
        await shop.client_writes(chat, name, f"It is {name}", to=anna.id)
    await anna.goes("/inbox/mine")
    await expect(anna.row("Boris")).to_be_visible()
    await expect(anna.row("Vera")).to_be_visible()
    await _presses(anna, "KeyJ", "о")
    await expect(anna.said("It is Vera")).to_be_visible()
    await expect(anna.answer).to_be_visible()
    await _presses(anna, "KeyR", "к")
    await expect(anna.answer).to_be_focused()
    await _presses(anna, "KeyE", "у")
    await anna.writes("jre")
    await expect(anna.answer).to_have_value("jre")
    await expect(anna.row("Vera")).to_be_visible()
    await anna.answer.press("Escape")
    await expect(anna.answer).not_to_be_focused()
    await _presses(anna, "KeyE", "у")

    await expect(anna.said("It is Boris")).to_be_visible()
    await expect(anna.row("Vera")).to_have_count(0)


async def test_every_key_is_shown_by_a_question_mark_and_all_can_be_turned_off(
    shop: Office, sits: Sits
) -> None:
    anna = await sits(await shop.hires("Anna"))
    await anna.goes("/inbox/mine")
    await expect(anna.page.get_by_text("You have answered everybody")).to_be_visible()
    await anna.presses("Shift+Slash")
    shown = anna.page.get_by_role("dialog", name="Keyboard shortcuts")
    await expect(shown.get_by_text("Unassigned")).to_be_visible()
    await anna.presses("Escape")
    await expect(shown).to_be_hidden()
    await anna.page.evaluate("localStorage.setItem('omnihub.single-keys', 'off')")
    await anna.presses("Shift+Slash")
    await anna.finds("what is pressed with Ctrl still works")

    await expect(shown).to_be_hidden()
