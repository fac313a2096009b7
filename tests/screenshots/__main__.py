"""`python -m tests.screenshots`: the console's pages, in both languages, into docs/screenshots."""

import asyncio
import sys
from pathlib import Path

from playwright.async_api import Browser

from hub.settings import Language
from tests.console.browsing import chromium
from tests.screenshots.shots import first_run, pages
from tests.screenshots.town import empty, town

FOLDER = Path(__file__).parents[2] / "docs" / "screenshots"


async def main(languages: list[Language]) -> None:
    """Two minutes for each language."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    async with chromium() as browser:
        for language in languages:
            await _in(browser, language)


async def _in(browser: Browser, language: Language) -> None:
    async with empty(language) as link:
        await first_run(browser, link, language, FOLDER)
    async with town(language) as there:
        await pages(browser, there, FOLDER)


if __name__ == "__main__":
    asyncio.run(main([Language(one) for one in sys.argv[1:]] or list(Language)))
