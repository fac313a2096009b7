"""The world around a hub: a Bot API, a mail server, and the people who use them."""

import contextlib
from collections.abc import AsyncIterator
from dataclasses import dataclass
from email.message import EmailMessage
from typing import Any

from hub.standins.bot_api import BotApi
from hub.standins.dovecot import Dovecot
from hub.standins.smtp import SmtpSink
from tests.system.hub import Hub

FIRM = "anna@omnihub.test"
PASSWORD = "secret"

ROUND_THE_CLOCK = {
    "timezone": "Europe/Moscow",
    "week": [[{"start": "00:00", "end": "00:00"}]] * 7,
    "holidays": [],
}


@dataclass
class World:
    """The providers' ledgers judge; nothing here asks the hub."""

    bot: BotApi
    dovecot: Dovecot
    smtp: SmtpSink

    async def connect(self, hub: Hub) -> None:
        """An operator plugs both channels in."""
        await hub.insist(
            "PUT",
            "/v1/channels/tg",
            {
                "channel": "telegram",
                "settings": {
                    "token": self.bot.token,
                    "api_base": self.bot.base_url,
                    "poll_seconds": 1,
                },
            },
        )
        await hub.insist(
            "PUT", "/v1/channels/mail", {"channel": "email", "settings": self.mailbox()}
        )

    def mailbox(self) -> dict[str, Any]:
        """The settings of the firm's mailbox."""
        return {
            "address": FIRM,
            "user": FIRM,
            "password": PASSWORD,
            "imap_host": self.dovecot.host,
            "imap_port": self.dovecot.port,
            "imap_tls": "none",
            "smtp_host": self.smtp.host,
            "smtp_port": self.smtp.port,
            "smtp_tls": "none",
        }

    def mail(self, sender: str, text: str, *, number: int, subject: str = "Вопрос") -> None:
        """Somebody writes to the firm."""
        message = EmailMessage()
        message["From"] = sender
        message["To"] = FIRM
        message["Subject"] = subject
        message["Message-ID"] = f"<{number}@client.test>"
        message.set_content(text)
        self.dovecot.deliver(FIRM, message.as_bytes())


@contextlib.asynccontextmanager
async def world() -> AsyncIterator[World]:
    """Everything around a hub, up and running."""
    async with contextlib.AsyncExitStack() as exits:
        bot = await exits.enter_async_context(BotApi())
        smtp = await exits.enter_async_context(SmtpSink({FIRM: PASSWORD}))
        dovecot = await exits.enter_async_context(Dovecot({FIRM: PASSWORD}))
        yield World(bot, dovecot, smtp)


async def hires(hub: Hub, name: str, **addresses: str) -> str:
    """An employee begins, with their addresses (`telegram=...`, `email=...`)."""
    employee = (await hub.insist("POST", "/v1/employees", {"name": name}))["employee_id"]
    for kind, value in addresses.items():
        body = {"kind": kind, "value": value}
        await hub.insist("POST", f"/v1/employees/{employee}/addresses", body)
    return str(employee)


async def reports_to(hub: Hub, employee: str, head: str) -> None:
    """The reporting line."""
    await hub.insist("PUT", f"/v1/employees/{employee}/head", {"head_id": head})


async def takes_leads(hub: Hub, *employees: str) -> None:
    """New leads go to these, in turn."""
    await hub.insist("PUT", "/v1/rotation", {"employees": employees})


async def sets_policy(hub: Hub, on_duty: str, *seconds: int, spacing: int = 0) -> None:
    """A chain that climbs a level after each of these, at any hour."""
    await hub.insist("PUT", "/v1/calendar", ROUND_THE_CLOCK)
    steps = [
        {"after_seconds": after, "level": level, "time": "absolute"}
        for level, after in enumerate(seconds)
    ]
    policy = {"steps": steps, "on_duty": on_duty, "spacing_seconds": spacing}
    await hub.insist("PUT", "/v1/policy", policy)
