"""A person at the console: what they see there, found by its role and its name."""

import asyncio
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field
from uuid import UUID

from playwright.async_api import (
    BrowserContext,
    FilePayload,
    Locator,
    Page,
    expect,
)

from hub.signin.cookies import SESSION
from tests.console.browsing import PATIENCE_SECONDS
from tests.console.settling import Settling

_ACCEPTED = 202
_LISTEN = """async () => {
  window.heard = "";
  const answer = await fetch("/v1/live");
  const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
  const more = () => reader.read().then(({ done, value }) => {
    window.heard += value ?? "";
    return done || more();
  });
  more();
}"""


@dataclass
class Person:
    """`page` is the tab they look at; `wrong` is what the page complained of."""

    id: UUID
    context: BrowserContext
    page: Page
    url: str
    wrong: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.settling = Settling(self.page)

    async def signed_in_by(self, secret: str) -> None:
        """Their session's cookie is in the browser."""
        await self.context.add_cookies(
            [
                {
                    "name": SESSION,
                    "value": secret,
                    "url": self.url.replace("http:", "https:"),  # it is no `__Host-` otherwise
                    "httpOnly": True,
                    "secure": True,
                    "sameSite": "Lax",
                }
            ]
        )

    async def goes(self, place: str) -> None:
        """To an address of the console."""
        await self.page.goto(place)

    async def opens(self, name: str, folder: str = "mine") -> None:
        """The conversation with this client, from a folder; until there is something to read."""
        await self.goes(f"/inbox/{folder}")
        await self.row(name).click()
        await expect(self.thread.get_by_role("article").first).to_be_visible()

    async def presses(self, key: str) -> None:
        """Nothing in particular is in focus; what listens for the key is there."""
        await self.settles()
        await self.page.keyboard.press(key)

    async def writes(self, text: str) -> None:
        """Into the composer, sign by sign."""
        await self.answer.press_sequentially(text)

    async def writes_until(self, text: str, seen: Locator) -> None:
        """As one who thinks: a sign there and away again, until this is on somebody's screen."""
        await self.writes(text)
        async with asyncio.timeout(PATIENCE_SECONDS):
            while not await seen.is_visible():
                await self.writes(".")
                await self.answer.press("Backspace")

    async def drafts(self, text: str) -> None:
        """Puts it there at once, as by a paste; until the hub keeps all of it."""
        async with self.page.expect_response(
            lambda answer: answer.request.method == "PUT" and answer.url.endswith("/draft")
        ):
            await self.answer.fill(text)

    async def sends(self, by: str = "ControlOrMeta+Enter") -> None:
        """What is written, by these keys; until the hub has it."""
        async with self.accepted():
            await self.answer.press(by)

    def accepted(self) -> AbstractAsyncContextManager[object]:
        """What is done meanwhile makes the hub take an answer."""
        return self.page.expect_response(
            lambda answer: answer.url.endswith("/replies") and answer.status == _ACCEPTED
        )

    async def finds(self, words: str) -> None:
        """By the palette, whatever there is to find."""
        await self.presses("ControlOrMeta+k")
        await self.page.get_by_placeholder("A command, a person").fill(words)

    async def settles(self) -> None:
        """What the page asked for is there."""
        await self.settling.wait()

    async def asks(self, path: str) -> int:
        """The status of an answer to this browser."""
        status: int = await self.page.evaluate("path => fetch(path).then(one => one.status)", path)
        return status

    async def listens(self) -> Page:
        """A tab that keeps everything that the live stream tells this person in `heard`."""
        tab = await self.context.new_page()
        await tab.goto("/icon.svg")
        await tab.evaluate(_LISTEN)
        return tab

    @property
    def header(self) -> Locator:
        """What stands above the timeline."""
        return self.page.locator("#thread header").first

    def sees_replying(self, colleague: str) -> Locator:
        """That a colleague is writing to the client of this conversation."""
        return self.header.get_by_text("is replying").filter(has_text=colleague)

    async def attaches(self, name: str, media_type: str, content: bytes) -> None:
        """A file goes with what is being written; until the hub has it, and the page knows."""
        file: FilePayload = {"name": name, "mimeType": media_type, "buffer": content}
        async with self.page.expect_response(lambda answer: answer.url.endswith("/uploads")):
            await self.page.locator("form input[type=file]").set_input_files(file)
        there = self.page.get_by_role("list", name="Files", exact=True)
        await expect(there).to_contain_text(name)
        await expect(there.get_by_role("progressbar")).to_have_count(0)

    @property
    def list(self) -> Locator:
        """The conversations of the folder."""
        return self.page.get_by_role("region", name="Conversations")

    def row(self, name: str) -> Locator:
        """A client's row in it."""
        return self.list.get_by_role("link").filter(has_text=name).first

    @property
    def thread(self) -> Locator:
        """Everything with the client."""
        return self.page.get_by_role("region", name="Timeline")

    def said(self, text: str) -> Locator:
        """A message of the timeline."""
        return self.thread.get_by_role("article").filter(has_text=text)

    @property
    def answer(self) -> Locator:
        """What one writes to the client in."""
        return self.page.get_by_role("textbox", name="Your answer")

    @property
    def card(self) -> Locator:
        """The client's."""
        return self.page.get_by_role("region", name="Client card")

    def button(self, name: str) -> Locator:
        """Called exactly this."""
        return self.page.get_by_role("button", name=name, exact=True)
