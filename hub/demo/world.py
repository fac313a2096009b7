"""The world around the hub: a messenger, a mail server, an exchange, browsers."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from email.message import EmailMessage
from typing import Any
from uuid import uuid5

import aiohttp

from contracts.errors import Transient
from contracts.ids import NAMESPACE
from hub.clock import Clock
from hub.demo.acts import FillsIn, Mails, Visits
from hub.standins.bot_api import BotApi
from hub.standins.dovecot import Dovecot
from hub.standins.exchange import Exchange
from hub.standins.smtp import SmtpSink

FIRM = "shop@omnihub.test"
PASSWORD = "secret"  # noqa: S105 - opens nothing but a stand-in
SHOP = "https://shop.example"
CONSENT = "2026-1"
_READING_MS = 9000
_POST_SECONDS = 10.0
_TRIES = 5


@dataclass
class Mailbox:
    """The firm's mailbox: letters come in at one end and leave at the other."""

    dovecot: Dovecot
    smtp: SmtpSink

    def arrives(self, act: Mails, subject: str) -> None:
        """A client's letter."""
        letter = EmailMessage()
        letter["From"] = f"{act.person.name} <{act.person.email}>"
        letter["To"] = FIRM
        letter["Subject"] = subject
        letter["Message-ID"] = f"<{act.number}@client.test>"
        if ours := self.smtp.mails_to(act.person.email):
            letter["In-Reply-To"] = _message_id(ours[-1].raw)
        letter.set_content(act.text)
        self.dovecot.deliver(FIRM, letter.as_bytes())


@dataclass
class World:
    """Its ledgers judge. `mail` is None where there is no Dovecot."""

    bot: BotApi
    exchange: Exchange
    mail: Mailbox | None
    browser: aiohttp.ClientSession
    hub: str
    clock: Clock
    began: dict[str, int] = field(default_factory=dict)
    """When each browser first came: what it tells of that stays the same."""

    async def visits(self, act: Visits) -> None:
        """The page tells of the visit."""
        await self._post("visit", {"visitor": act.visitor, "touch": self._touch(act)})

    async def fills_in(self, act: FillsIn) -> None:
        """The form is sent, with what the browser remembers of the visit."""
        now = self._now()
        said = {
            "name": act.person.name,
            "phone": act.person.phone,
            "comment": act.comment,
            "_consent": CONSENT,
            "_submission": str(uuid5(NAMESPACE, f"{act.person.name} {act.comment}")),
            "_opened": now - _READING_MS,
            "_sent": now,
            "_visitor": act.visit.visitor,
            "_touches": [self._touch(act.visit)],
        }
        await self._post(f"forms/{act.form}", said)

    def _touch(self, act: Visits) -> dict[str, Any]:
        return {
            "at": self.began.setdefault(act.visitor, self._now()),
            "landing": f"{SHOP}/?utm_source=yandex",
            "utm_source": "yandex",
            "utm_medium": "cpc",
            "utm_campaign": act.campaign,
            "yclid": act.click,
        }

    def _now(self) -> int:
        return int(self.clock().timestamp() * 1000)

    async def _post(self, path: str, said: dict[str, Any]) -> None:
        """Send it until the hub says that it has it.

        Raises:
            Transient: it never says so.
        """
        url = f"{self.hub}/hooks/site/{path}"
        timeout = aiohttp.ClientTimeout(total=_POST_SECONDS)
        answered = "nothing"
        for _ in range(_TRIES):
            with contextlib.suppress(aiohttp.ClientError, TimeoutError):
                async with self.browser.post(
                    url, json=said, headers={"Origin": SHOP}, timeout=timeout
                ) as answer:
                    answered = f"{answer.status} {await answer.text()}"
                    if answer.ok:
                        return
        raise Transient(f"the site could not send {path}: {answered}")


@contextlib.asynccontextmanager
async def world(hub: str, clock: Clock, *, mail: bool) -> AsyncIterator[World]:
    """Everything around a hub, up and running. With `mail`: a Dovecot is `available()`."""
    async with contextlib.AsyncExitStack() as exits:
        bot = await exits.enter_async_context(BotApi(clock=clock))
        exchange = await exits.enter_async_context(Exchange(f"{hub}/hooks/phone", clock=clock))
        browser = await exits.enter_async_context(aiohttp.ClientSession())
        box = await _mailbox(exits, clock) if mail else None
        yield World(bot, exchange, box, browser, hub, clock)


async def _mailbox(exits: contextlib.AsyncExitStack, clock: Clock) -> Mailbox:
    smtp = await exits.enter_async_context(SmtpSink({FIRM: PASSWORD}, clock=clock))
    dovecot = await exits.enter_async_context(Dovecot({FIRM: PASSWORD}, clock=clock))
    return Mailbox(dovecot, smtp)


def _message_id(raw: bytes) -> str:
    lines = raw.decode(errors="replace").splitlines()
    found = (line for line in lines if line.lower().startswith("message-id:"))
    return next(found, "").partition(":")[2].strip()
