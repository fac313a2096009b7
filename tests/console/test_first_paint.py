"""The frame is painted before the console is there, and does not move when it comes."""

from typing import Any

import pytest
from playwright.async_api import Page, expect

from tests.console.conftest import Sits
from tests.console.office import Office

pytestmark = pytest.mark.asyncio(loop_scope="session")

_CONSOLE = "**/assets/index-*.js"
_ZONES = {
    ".shell-rail": "nav",
    ".shell-folders": "main > div:first-child",
    ".shell-column": "main > section",
    ".shell-heading": "main header",
    ".shell-folder[data-of=mine]": "main nav a[aria-current]",
    ".shell-folder[data-of=all] svg": "main nav a:last-child svg",
}
_LOOK = """(zones) => zones.map((zone) => {
  const { x, y, width, height } = document.querySelector(zone).getBoundingClientRect();
  const { backgroundColor } = getComputedStyle(document.querySelector(zone));
  return { at: [x, y, width, height], backgroundColor };
})"""


async def test_what_is_painted_first_stands_where_the_console_will_stand(
    office: Office, sits: Sits
) -> None:
    anna = await sits(await office.hires("Anna"))
    await anna.page.route(_CONSOLE, lambda route: route.abort())
    await anna.goes("/inbox/mine")
    await expect(anna.page.locator(".shell-folder").get_by_text("Mine", exact=True)).to_be_visible()
    first = await _look(anna.page, list(_ZONES))
    await anna.page.unroute(_CONSOLE)
    await anna.goes("/inbox/mine")
    for zone in _ZONES.values():
        await expect(anna.page.locator(zone).first).to_be_visible()
    await expect(anna.page.locator(".shell")).to_have_count(0)

    assert await _look(anna.page, list(_ZONES.values())) == first


async def _look(page: Page, zones: list[str]) -> Any:
    return await page.evaluate(_LOOK, zones)
