"""axe-core: what a page makes hard for those who cannot see it, or not well."""

from pathlib import Path
from typing import Any

from playwright.async_api import Page

_AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"
_GRAVE = {"serious", "critical"}


_OF_COLOURS = {"runOnly": ["color-contrast", "link-in-text-block"]}


async def faults(page: Page, *, colours: bool = False) -> list[str]:
    """What is serious or critical, each with where it is; only what `colours` do, where so asked.

    The page's policy lets no foreign script in: it is evaluated as a debugger does.
    """
    assert _AXE.exists(), "axe-core is not here: make console"
    if not await page.evaluate("'axe' in window"):
        await page.evaluate(_AXE.read_text())
    found: dict[str, Any] = await page.evaluate(
        "asked => axe.run(document, { resultTypes: ['violations'], ...asked })",
        _OF_COLOURS if colours else {},
    )
    return [
        f"{one['id']}: {node['html'][:160]} ({node['failureSummary'][:300]})"
        for one in found["violations"]
        if one["impact"] in _GRAVE
        for node in one["nodes"][:5]
    ]
