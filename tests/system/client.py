"""A client of the firm, as the outside sees him: a browser on the shop's page."""

import time
from dataclasses import dataclass
from typing import Any
from uuid import uuid5

import aiohttp

from contracts.ids import NAMESPACE
from tests.system.hub import Hub

SHOP = "https://shop.example"
_READING_MS = 9000

CALLBACK = {
    "name": "callback",
    "title": "Обратный звонок",
    "fields": [
        {"name": "name", "label": "Имя", "type": "name"},
        {"name": "phone", "label": "Телефон", "type": "phone", "required": True},
        {"name": "email", "label": "Почта", "type": "email"},
        {"name": "comment", "label": "Вопрос", "type": "textarea"},
    ],
    "consent": {"version": "2026-1", "text": "Согласен на обработку данных."},
}
SITE = {
    "channel": "website",
    "settings": {"origins": [SHOP], "forms": [CALLBACK], "visits": True},
}


@dataclass(frozen=True)
class Browser:
    """Boris's browser; what it remembers of its first and its last visit goes with the form."""

    visitor: str = "a-browser-of-boris-0001"

    def visit(self, campaign: str) -> dict[str, Any]:
        """A click on an advertisement."""
        return {
            "at": int(time.time() * 1000),
            "landing": f"{SHOP}/?utm_source=yandex",
            "utm_source": "yandex",
            "utm_medium": "cpc",
            "utm_campaign": campaign,
        }

    async def comes(self, hub: Hub, visit: dict[str, Any]) -> None:
        """The page tells of the visit, for as long as the site's account is not open yet."""
        said = {"visitor": self.visitor, "touch": visit}
        while (status := await _post(hub, "visit", said)) >= 300:
            assert status in {404, 503}

    async def fills_in(self, hub: Hub, visit: dict[str, Any], **fields: str) -> None:
        """The form is sent, for as long as the hub does not say that it has it."""
        now = int(time.time() * 1000)
        said = {
            **fields,
            "_consent": "2026-1",
            "_submission": str(uuid5(NAMESPACE, str(fields))),
            "_opened": now - _READING_MS,
            "_sent": now,
            "_visitor": self.visitor,
            "_touches": [visit],
        }
        while await _post(hub, "forms/callback", said) >= 300:
            pass


async def _post(hub: Hub, path: str, said: dict[str, Any]) -> int:
    """The status of the answer; 503 where there is none."""
    url = f"http://127.0.0.1:{hub.port}/hooks/site/{path}"
    try:
        async with (
            aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as browser,
            browser.post(url, json=said, headers={"Origin": SHOP}) as answer,
        ):
            return answer.status
    except (aiohttp.ClientError, TimeoutError):
        return 503
