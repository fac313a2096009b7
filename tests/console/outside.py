"""Outside: everything that a browser asked of anybody but the hub, and every script that ran."""

from dataclasses import dataclass, field

from playwright.async_api import BrowserContext, Dialog, Frame, Page, Request, Route

_OWN = ("data:", "blob:", "about:")
_CALLED = """
  for (const name of ["alert", "confirm", "prompt", "print", "open"])
    window[name] = () => { window.__pwned = 1 };
"""
"""What payloads call to show that they run; a frame may not be allowed to open a dialog."""


@dataclass
class Outside:
    """Watches a window from the moment it is given one."""

    url: str
    asked: list[str] = field(default_factory=list)
    ran: list[str] = field(default_factory=list)

    async def watches(self, context: BrowserContext) -> None:
        """Nothing leaves: what would have is written down, what a policy stopped as well."""
        await context.add_init_script(_CALLED)
        await context.route("**/*", self._passes)
        context.on("request", self._hears)
        context.on("dialog", self._dialog)

    async def looks(self, page: Page) -> None:
        """At every frame that there is now."""
        for frame in page.frames:
            if await _is_marked(frame):
                self.ran.append(frame.url)

    async def _passes(self, route: Route) -> None:
        own = self._is_own(route.request.url)
        await (route.continue_() if own else route.abort())

    def _hears(self, request: Request) -> None:
        if not self._is_own(request.url):
            self.asked.append(request.url)

    def _is_own(self, url: str) -> bool:
        return url.startswith((f"{self.url}/", *_OWN))

    async def _dialog(self, dialog: Dialog) -> None:
        self.ran.append(f"dialog: {dialog.message}")
        await dialog.dismiss()


async def _is_marked(frame: Frame) -> bool:
    """A name that the DOM gives to an element is no script that ran."""
    marked: bool = await frame.evaluate("window.__pwned === 1")
    return marked
