"""Shots: what is opened, what has to be on screen, and the file it is kept in."""

from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser, Page, expect

from hub.settings import Language
from tests.console.browsing import Look, window
from tests.screenshots.town import Town

_PHONE = Look(width=390, height=844, touch=True)
_FIRST = {
    Language.RUSSIAN: ("Анна Смирнова", "anna", "три чайника и велосипед"),
    Language.ENGLISH: ("Anna Smith", "anna", "three teapots and a bicycle"),
}
_STILL = """() => {
  const asked = performance.getEntriesByType("resource").length;
  const still = asked === window.__asked && !document.querySelector("[aria-busy=true]");
  window.__asked = asked;
  return still && document.fonts.status === "loaded";
}"""


async def first_run(browser: Browser, link: str, language: Language, folder: Path) -> None:
    """The first administrator comes in, and is led to a first message."""
    name, login, password = _FIRST[language]
    url = link.partition("/welcome")[0]
    async with window(browser, url, Look(language)) as context:
        page = await context.new_page()
        await page.goto(link)
        fields = page.get_by_role("main").get_by_role("textbox")
        await expect(fields.first).to_be_visible()
        for number, text in enumerate((name, login, password, password)):
            await fields.nth(number).fill(text)
        await page.locator("button[type=submit]").click()
        await page.wait_for_url(lambda there: "/welcome" not in there)
        await page.goto("/first")
        await expect(page.get_by_role("main").get_by_role("listitem").first).to_be_visible()
        await _kept(page, folder / f"first-{language}.png")


async def pages(browser: Browser, there: Town, folder: Path) -> None:
    """The inbox with a card, now, the card of a client, people."""
    language = there.language
    async with window(browser, there.url, Look(language)) as context:
        page = await context.new_page()
        await _signs_in(page, there, 0)
        await _inbox(page, there)
        await _kept(page, folder / f"inbox-{language}.png")
        await page.emulate_media(color_scheme="dark")
        await _kept(page, folder / f"inbox-dark-{language}.png")
        await page.emulate_media(color_scheme="light")
        await page.goto(f"/clients/{there.main['client_id']}")
        await expect(page.get_by_role("main").get_by_text(there.main["name"]).first).to_be_visible()
        await _kept(page, folder / f"card-{language}.png")
    async with window(browser, there.url, Look(language)) as context:
        page = await context.new_page()
        await _signs_in(page, there, 3)
        await page.goto("/now")
        await expect(page.get_by_role("row").nth(3)).to_be_visible()
        await _kept(page, folder / f"now-{language}.png")
    async with window(browser, there.url, replace(_PHONE, language=language)) as context:
        page = await context.new_page()
        await _signs_in(page, there, 0)
        await page.goto("/inbox/mine")
        await expect(page.get_by_text(there.main["name"])).to_be_visible()
        await _kept(page, folder / f"phone-{language}.png")


async def _signs_in(page: Page, there: Town, who: int) -> None:
    entrance = there.entrances[who]
    await page.goto("/inbox/mine")
    over = page.get_by_role("dialog")
    await over.locator("input[autocomplete=username]").fill(entrance.login)
    await over.locator("input[type=password]").fill(entrance.password)
    await over.locator("button[type=submit]").click()
    await expect(over).to_be_hidden()


async def _inbox(page: Page, there: Town) -> None:
    await page.goto(f"/inbox/mine/{there.main['conversation_id']}")
    await expect(page.get_by_role("article").first).to_be_visible()
    await expect(page.get_by_role("heading", level=3).first).to_be_visible()


async def _kept(page: Page, where: Path) -> None:
    await page.wait_for_function(_STILL, polling=500)
    await page.screenshot(path=where, animations="disabled", caret="hide")
