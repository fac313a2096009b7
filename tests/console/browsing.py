"""Chromium: Debian's own, one for the test process; a window of its own for every person."""

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path

from playwright.async_api import Browser, BrowserContext, async_playwright

from hub.console.files import BUILT

CHROMIUM = Path("/usr/bin/chromium")
WINDOW = {"width": 1440, "height": 900}
_SPEAK = """
  const kept = "omnihub.language";
  localStorage.getItem(kept) ?? localStorage.setItem(kept, "%s");
"""


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """A browser, and a console to show in it.

    Raises:
        AssertionError: one of them is not there; the sentence says how to get it.
    """
    assert os.access(CHROMIUM, os.X_OK), (
        "no Chromium here: sudo apt-get install chromium (or `make system`)"
    )
    assert (BUILT / "index.html").exists(), "the console is not built: make console"
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        await browser.close()


@contextlib.asynccontextmanager
async def window(
    browser: Browser, url: str, language: str = "en", **more: object
) -> AsyncIterator[BrowserContext]:
    """Nobody has signed in in it."""
    context = await browser.new_context(
        base_url=url, **{"viewport": WINDOW, "reduced_motion": "reduce", **more}
    )
    await context.add_init_script(_SPEAK % language)
    yield context
    await context.close()
