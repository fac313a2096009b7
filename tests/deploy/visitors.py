"""Visitors: contacts for a hub with two doors; whom one door does not answer tries the other."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass, field

import aiohttp
from sqlalchemy import select
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine

from contracts.ids import derived
from hub.projector.columns import view_of
from projections.leads import SUBMISSIONS
from projections.thread import THREAD
from tests.kill.load import Load
from tests.system.client import SHOP

_LOOK_SECONDS = 0.1


@dataclass(frozen=True)
class Posted:
    """A form on its way: when it was begun, what each try came to, how long until its yes."""

    at: float
    tries: list[str]
    seconds: float


@dataclass
class Visitors(Load):
    """As `Load`; forms are posted to `doors` in turn, each try at the next one at once."""

    doors: Sequence[str] = ()
    posted: list[Posted] = field(default_factory=list)
    said_at: dict[str, float] = field(default_factory=dict)
    shown_after: dict[str, float] = field(default_factory=dict)

    def _contact(self, number: int) -> None:
        self.said_at[f"contact {number}"] = time.monotonic()
        super()._contact(number)

    async def _fill_in(self, text: str) -> None:
        began, tries = time.monotonic(), list[str]()
        now = int(time.time() * 1000)
        said = {
            "_opened": now - 9_000,
            "_sent": now,
            "name": text,
            "email": f"{text.replace(' ', '')}@client.test",
            "_submission": str(derived("form", text)),
        }
        first = self.said // 10
        while not tries or tries[-1] != "yes":
            if len(tries) > len(self.doors):
                await asyncio.sleep(0.5)  # a person who was refused everywhere
            tries.append(await self._try(self.doors[(first + len(tries)) % 2], said))
        self.forms.add(text)
        self.posted.append(Posted(began, tries, time.monotonic() - began))

    async def _try(self, door: str, said: dict[str, object]) -> str:
        try:
            async with (
                aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as browser,
                browser.post(
                    f"{door}/hooks/site/forms/callback", json=said, headers={"Origin": SHOP}
                ) as answer,
            ):
                words = await answer.text()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return type(error).__name__
        assert answer.status < 300 or answer.status >= 429, words
        return "yes" if answer.status < 300 else f"{answer.status} {words}"

    @contextlib.asynccontextmanager
    async def watched(self, views: AsyncEngine) -> AsyncIterator[None]:
        """Notes when each contact is in its view for the first time."""
        watching = asyncio.create_task(self._watch(views))
        try:
            yield
        finally:
            watching.cancel()
            await asyncio.wait({watching})
            watching.cancelled() or watching.result()

    async def _watch(self, views: AsyncEngine) -> None:
        while True:
            with contextlib.suppress(SQLAlchemyError, OSError):
                shown, now = await _shown(views), time.monotonic()
                for text in shown & self.said_at.keys() - self.shown_after.keys():
                    self.shown_after[text] = now - self.said_at[text]
            await asyncio.sleep(_LOOK_SECONDS)


async def _shown(views: AsyncEngine) -> set[str]:
    thread, submissions = view_of(THREAD), view_of(SUBMISSIONS)
    async with views.connect() as connection:
        shown = set(await connection.scalars(select(thread.c.text)))
        for fields in await connection.scalars(select(submissions.c.fields)):
            shown |= {one["value"] for one in fields or []}
    return shown
