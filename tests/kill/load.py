"""Contacts at a steady rate, through everything that dies; each has to be there once in the end."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Coroutine
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

import aiohttp

from contracts.ids import derived
from tests.system.client import SHOP
from tests.system.hub import Gone, Hub
from tests.system.world import World

ON_DUTY = 101
PROBE = 5
"""The chat in which is asked how long it takes."""

_CHATS = 400
_EVERY_FORM = 10
_EVERY_STRANGER = 25
_FIRST_CHAT, _FIRST_STRANGER = 10_000, 100_000

FORM = {
    "name": "callback",
    "title": "Обратный звонок",
    "fields": [
        {"name": "name", "label": "Имя", "type": "name"},
        {"name": "email", "label": "Почта", "type": "email"},
    ],
}
SITE = {
    "channel": "website",
    "settings": {
        "origins": [SHOP],
        "forms": [FORM],
        "limits": {"per_ip_minute": 10_000, "per_form_minute": 10_000},
    },
}


@dataclass
class Load:
    """What was said so far. `forms` are those that were told yes."""

    hub: Hub
    world: World
    said: int = 0
    chats: set[str] = field(default_factory=set)
    forms: set[str] = field(default_factory=set)
    answers: dict[UUID, tuple[int, str]] = field(default_factory=dict)
    _open: set[asyncio.Task[None]] = field(default_factory=set)

    @contextlib.asynccontextmanager
    async def at(self, per_second: float) -> AsyncIterator[None]:
        """Contacts come for as long as this lasts; then every form is brought to its yes."""
        writing = asyncio.create_task(self._write(per_second))
        try:
            yield
        finally:
            writing.cancel()
            await asyncio.wait({writing, *self._open})
            writing.cancelled() or writing.result()

    async def _write(self, per_second: float) -> None:
        """By the clock: what was missed while the machine was busy comes at once."""
        clock = asyncio.get_running_loop().time
        began = clock()
        while True:
            due = int((clock() - began) * per_second)
            while self.said < due:
                self._contact(self.said)
                self.said += 1
            await asyncio.sleep(0.02)

    def _contact(self, number: int) -> None:
        text = f"contact {number}"
        if number % _EVERY_FORM == 0:
            self._start(self._fill_in(text))
            return
        stranger = number % _EVERY_STRANGER == 1
        chat = _FIRST_STRANGER + number if stranger else _FIRST_CHAT + number % _CHATS
        self.world.bot.says(chat, text, name="Клиент")
        self.chats.add(text)

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._open.add(task)
        task.add_done_callback(self._open.discard)

    async def _fill_in(self, text: str) -> None:
        """As a browser that tries again until it is told yes."""
        now = int(time.time() * 1000)
        said = {
            "_opened": now - 9_000,
            "_sent": now,
            "name": text,
            "email": f"{text.replace(' ', '')}@client.test",
            "_submission": str(derived("form", text)),
        }
        url = f"{self.hub.url}/hooks/site/forms/callback"
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
                async with (
                    aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as browser,
                    browser.post(url, json=said, headers={"Origin": SHOP}) as answer,
                ):
                    if answer.status < 300:
                        self.forms.add(text)
                        return
                    assert answer.status >= 429, await answer.text()
            await asyncio.sleep(0.5)

    async def answer(self, conversation: str) -> None:
        """A manager answers the probe; the same command again until it is certain."""
        number = len(self.answers)
        text, id_ = f"answer {number}", UUID(str(derived("answer", number)))
        self.answers[id_] = (PROBE, text)
        body = {"text": text, "message_id": str(id_)}
        with contextlib.suppress(Gone):
            await self.hub.call("POST", f"/v1/conversations/{conversation}/replies", body)
