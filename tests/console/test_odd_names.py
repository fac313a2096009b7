"""Odd names: ten thousand characters, right to left, of no width; no page breaks over them."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.console import payloads
from tests.console.browsing import PATIENCE_SECONDS
from tests.console.conftest import Sits
from tests.console.office import Office
from tests.console.person import Person
from tests.story import until

pytestmark = pytest.mark.asyncio(loop_scope="session")

WIDTHS = {"desk": 1440, "phone": 390}
_BEYOND = """() => {
  const inside = (box) => box.right <= innerWidth + 1;
  const cut = (one) => {
    for (let at = one.parentElement; at; at = at.parentElement)
      if (getComputedStyle(at).overflowX !== "visible") return inside(at.getBoundingClientRect());
    return false;
  };
  const wide = [...document.querySelectorAll("main *, nav")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest("svg"))
    .filter((one) => !inside(one.getBoundingClientRect()) && !cut(one))
    .map((one) => one.outerHTML.slice(0, 160));
  const scrolls = document.documentElement.scrollWidth > innerWidth ? ["the page scrolls"] : [];
  return [...scrolls, ...wide].slice(0, 5);
}"""
"""What reaches out of the window to the side, or can be scrolled there."""


async def test_no_name_is_so_long_or_so_odd_that_it_breaks_the_page(
    shop: Office, sits: Sits
) -> None:
    people = [await sits(await shop.hires(name[:200])) for name in payloads.TRICKS]
    for number, trick in enumerate(payloads.TRICKS):
        shop.bot.says(70 + number, trick[:4000], name=trick)
        file = f"{trick[:3000]}.pdf"
        shop.bot.sends_file(70 + number, b"x", file_name=file, mime_type="application/pdf")
    talks = await until(lambda: _so_many(shop, len(people)), PATIENCE_SECONDS)
    wide: dict[str, list[str]] = {}
    for person, talk in zip(people, talks, strict=True):
        path = f"/conversations/{talk['conversation_id']}"
        await shop.admin.does("POST", f"{path}/assignment", employee_id=str(person.id))
        places = "/inbox/mine", f"/inbox/all/{talk['conversation_id']}"
        for place in (*places, f"/clients/{talk['client_id']}", "/now", "/me"):
            wide |= await _breaks(person, place)

    assert {place: found for place, found in wide.items() if found} == {}


async def _so_many(office: Office, many: int) -> Any:
    items = (await office.admin.get("/conversations"))["items"]
    return items if len(items) == many else None


async def _breaks(person: Person, place: str) -> dict[str, list[str]]:
    """What reaches too far on this page, at each width."""
    await person.goes(place)
    await expect(person.page.get_by_role("main").first).to_be_visible()
    found = {}
    for width, pixels in WIDTHS.items():
        await person.page.set_viewport_size({"width": pixels, "height": 900})
        await person.settles()
        found[f"{place} on a {width}"] = await _beyond(person.page)
    return found


async def _beyond(page: Page) -> list[str]:
    found: list[str] = await page.evaluate(_BEYOND)
    return found
