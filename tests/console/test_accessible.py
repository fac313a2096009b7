"""Usable by everybody: axe finds nothing serious on any page, in light and in dark."""

from typing import Literal

import pytest
from playwright.async_api import expect

from tests.console.axe import faults
from tests.console.conftest import Sits
from tests.console.office import Office
from tests.console.person import Person

pytestmark = pytest.mark.asyncio(loop_scope="session")

_STANDS = "() => !document.getAnimations().some((one) => one instanceof CSSTransition)"


async def test_axe_finds_nothing_serious_on_any_page(shop: Office, sits: Sits) -> None:
    anna = await sits(await shop.hires("Anna", "administrator"))
    talk = await shop.client_writes(77, "Boris", "Is the samovar still there?", to=anna.id)
    await shop.client_writes(78, "Vera", "Good morning")
    path = f"/conversations/{talk['conversation_id']}"
    await shop.admin.does("PUT", f"{path}/labels/samovar")
    await shop.admin.does("POST", f"{path}/notes", text="Give them a good price")
    await anna.opens("Boris")
    await expect(anna.said("good price")).to_be_visible()
    await expect(anna.card.get_by_text("Contacts")).to_be_visible()
    await anna.writes("A word")
    await anna.settles()
    found = {"inbox": await _faults(anna)}
    places = {
        "now": "/now",
        "clients": f"/clients/{talk['client_id']}",
        "people": "/people",
        "me": "/me",
        "empty": "/inbox/snoozed",
    }
    for name, place in places.items():
        found[name] = await _faults_at(anna, place)
    await anna.context.clear_cookies()
    await anna.goes("/inbox/mine")
    await expect(anna.page.get_by_role("dialog", name="Sign in")).to_be_visible()
    found["sign-in"] = await _faults(anna)

    faulty = [f"{name}: {line}" for name, lines in found.items() for line in lines]
    assert faulty == [], "\n".join(faulty)


async def _faults_at(person: Person, place: str) -> list[str]:
    await person.goes(place)
    await expect(person.page.get_by_role("main").first).to_be_visible()
    await person.settles()
    return await _faults(person)


async def _faults(person: Person) -> list[str]:
    """In the light and in the dark, where nothing but the colours is another."""
    await _stands(person)
    light = await faults(person.page)
    await _darkens(person, "dark")
    dark = await faults(person.page, colours=True)
    await _darkens(person, "light")
    return [*light, *(f"in the dark {line}" for line in dark)]


async def _darkens(person: Person, scheme: Literal["light", "dark"]) -> None:
    await person.page.emulate_media(color_scheme=scheme)
    root = person.page.locator("html")
    await expect(root).to_have_attribute("data-mantine-color-scheme", scheme)
    await _stands(person)


async def _stands(person: Person) -> None:
    """Colours on their way are neither those before nor those after."""
    await person.page.wait_for_function(_STANDS)
