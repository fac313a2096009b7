"""Chromium: Debian's own, one for the test process; a window of its own for every person."""

import contextlib
import os
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from playwright.async_api import Browser, BrowserContext, async_playwright, expect

from hub.console.files import BUILT

CHROMIUM = Path("/usr/bin/chromium")
PATIENCE_SECONDS = 90.0
"""For whatever is waited for on a screen: what is loaded with other work loses no time by it."""
_WITHOUT = (
    "AimEnabled",
    "AvoidCorsURLLoaderRestartOnRedirect",
    "AvoidUnnecessaryBeforeUnloadCheckSync",
    "DestroyProfileOnBrowserClose",
    "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades",
    "LensOverlay",
    "MediaRouter",
    "NetworkTimeServiceQuerying",
    "OptimizationHints",
    "PaintHolding",
    "PreconnectToSearch",
    "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup",
    "WebUIOmniboxFullPopup",
    "WebUIOmniboxPopup",
)
"""What Playwright turns off (the last list given is the one that counts), and the pages that every
window draws for an address bar that nobody sees: they are more than half of what a window costs."""
_ARGUMENTS = ("--no-sandbox", "--disable-dev-shm-usage", f"--disable-features={','.join(_WITHOUT)}")
_SPEAK = """
  try {
    const kept = "omnihub.language";
    localStorage.getItem(kept) ?? localStorage.setItem(kept, "%s");
  } catch {} // a sandboxed frame keeps nothing
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
    expect.set_options(timeout=PATIENCE_SECONDS * 1000)
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=CHROMIUM, args=_ARGUMENTS, timeout=PATIENCE_SECONDS * 1000
        )
        yield browser
        await browser.close()


@dataclass(frozen=True, slots=True)
class Look:
    """What a window is like: its language, its size, whether it is dark."""

    language: str = "en"
    width: int = 1440
    height: int = 900
    scheme: Literal["light", "dark"] = "light"
    touch: bool = False


DESK = Look()


@contextlib.asynccontextmanager
async def window(browser: Browser, url: str, look: Look = DESK) -> AsyncIterator[BrowserContext]:
    """Nobody has signed in in it."""
    context = await browser.new_context(
        base_url=url,
        viewport={"width": look.width, "height": look.height},
        color_scheme=look.scheme,
        has_touch=look.touch,
        device_scale_factor=2 if look.touch else 1,
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE_SECONDS * 1000)
    await context.add_init_script(_SPEAK % look.language)
    yield context
    await context.close()
