"""A page of the console in Chromium, with a watch that the page itself looks at."""

import contextlib
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from playwright.async_api import Browser, Page, async_playwright

from contracts.errors import Misconfigured
from hub.signin.cookies import SESSION

_CHROMIUM = Path("/usr/bin/chromium")
_WATCH = """
window.painted = (there) => new Promise((done) => {
  const look = () => {
    if (!there()) return false;
    requestAnimationFrame(() => setTimeout(() => done(performance.now())));
    return true;
  };
  if (look()) return;
  const watching = new MutationObserver(() => { if (look()) watching.disconnect(); });
  watching.observe(document, { subtree: true, childList: true, characterData: true });
});
window.rows = painted(() => document.querySelector("section[aria-busy=false] a[href*='/inbox/']"));
"""
"""Times are the page's own, from its beginning on: a frame after what was waited for is there."""


@contextlib.asynccontextmanager
async def chromium() -> AsyncIterator[Browser]:
    """Debian's.

    Raises:
        Misconfigured: it is not installed.
    """
    if not os.access(_CHROMIUM, os.X_OK):
        raise Misconfigured("There is no Chromium.", remedy="sudo apt-get install chromium")
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=_CHROMIUM, args=["--no-sandbox", "--disable-dev-shm-usage"]
        )
        yield browser
        await browser.close()


@contextlib.asynccontextmanager
async def page(browser: Browser, url: str, secret: str) -> AsyncIterator[Page]:
    """Signed in, with nothing in its cache."""
    context = await browser.new_context(
        base_url=url, viewport={"width": 1440, "height": 900}, locale="en"
    )
    await context.add_init_script(_WATCH)
    await context.add_cookies(
        [
            {
                "name": SESSION,
                "value": secret,
                "url": url.replace("http:", "https:"),
                "httpOnly": True,
                "secure": True,
                "sameSite": "Lax",
            }
        ]
    )
    yield await context.new_page()
    await context.close()


async def first_paint(on: Page) -> dict[str, float]:
    """Milliseconds from the address to the first paint and to `window.rows`; kilobytes of console.

    What is painted first is the frame: its zones, its folders by name, rows on their way.
    """
    found: dict[str, Any] = await on.evaluate(
        """async () => {
          const rows = await window.rows;
          const first = await new Promise((done) => new PerformanceObserver((list) => {
            for (const one of list.getEntriesByName("first-contentful-paint")) done(one);
          }).observe({ type: "paint", buffered: true }));
          const files = performance.getEntriesByType("resource")
            .filter((one) => one.name.includes("/assets/"));
          const [page] = performance.getEntriesByType("navigation");
          const bytes = files.reduce((sum, one) => sum + one.encodedBodySize, 0);
          return { first: first.startTime, rows, kb: (bytes + page.encodedBodySize) / 1024 };
        }"""
    )
    return found


async def opened(on: Page, act: str) -> float:
    """Milliseconds from this act (a script) until the other conversation's timeline is painted."""
    took: float = await on.evaluate(
        f"""async () => {{
          const before = document.querySelector("#thread h2")?.textContent;
          const began = performance.now();
          {act};
          const there = await painted(() =>
            document.querySelector("#thread h2")?.textContent !== before &&
            document.querySelector("#thread section article"));
          return there - began;
        }}"""
    )
    return took


async def shows(on: Page, words: str) -> float:
    """When these words are painted in the timeline: seconds since the epoch."""
    at: float = await on.evaluate(
        """async (words) => {
          const at = await painted(() =>
            [...document.querySelectorAll("#thread section article")]
              .some((one) => one.textContent.includes(words)));
          return (performance.timeOrigin + at) / 1000;
        }""",
        words,
    )
    return at
