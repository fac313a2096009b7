"""Settings for the stand-ins, and a channel that is open for as long as a test reads."""

from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing, asynccontextmanager
from typing import Any

from channels.email.channel import EmailChannel
from channels.email.settings import EmailSettings
from contracts.inbound import Inbound
from tests.email.host import FakeHost
from tests.email.mails import ANNA

CLOSED_PORT = 1


def account(
    *, imap_port: int = CLOSED_PORT, smtp_port: int = CLOSED_PORT, **more: Any
) -> EmailSettings:
    """Anna's mailbox on the loopback, in the clear."""
    given = {
        "address": ANNA,
        "name": "Anna",
        "imap_host": "127.0.0.1",
        "imap_port": imap_port,
        "imap_tls": "none",
        "smtp_port": smtp_port,
        "smtp_tls": "none",
        "user": ANNA,
        "password": "secret",
    }
    return EmailSettings.model_validate(given | more)


@asynccontextmanager
async def reading(
    settings: EmailSettings, host: FakeHost
) -> AsyncIterator[AsyncGenerator[Inbound]]:
    """What a channel receives, until the test is over."""
    channel = EmailChannel(settings, host)
    try:
        async with aclosing(channel.receive()) as inbounds:
            yield inbounds
    finally:
        await channel.close()
